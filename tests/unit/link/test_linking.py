"""Claims to incidents: by date, place, kind and the flow of the text."""

from tollbook.model import Document, Register, Toll
from tollbook.pipeline import build_register
from tollbook.settings import Settings


def register_of(*texts: str) -> Register:
    documents = [Document(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    return build_register(documents, Settings()).register


def spans(register: Register) -> dict[str, list[tuple[str, int | None, int | None]]]:
    """By title: harm, low and the highest number stated of the tolls for everyone."""
    return {
        account.incident.title: [
            (toll.harm.value, getattr(toll, "low", None), getattr(toll, "highest_stated", None))
            for toll in account.tolls
            if toll.group == "all"
        ]
        for account in register.accounts
    }


RIOT = """Riot at Marrow prison

A riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. The ministry said that 12 prisoners
were killed."""

UNREST = """Unrest in Marrow

On 3 May 2004 a riot took place in the town of Marrow, Tajikistan. Families said 20 people died."""


def test_an_earlier_event_in_the_background_is_apart() -> None:
    register = register_of(RIOT + "\n\nIn June 1999 soldiers killed 30 people in the same town during demonstrations.")
    assert len(register.accounts) == 2
    first, second = register.accounts
    assert (first.incident.when, second.incident.when) == ("2004-05-03", "1999-06")
    assert [(relation.kind, relation.to) for relation in second.incident.relations] == [("before", first.incident.id)]


def test_tolls_of_two_events_are_never_added() -> None:
    register = register_of(RIOT + "\n\nIn June 1999 soldiers killed 30 people in the same town.")
    assert sorted(row[0][1] for row in spans(register).values() if row[0][1] is not None) == [12, 30]


def test_a_later_sentence_without_a_date_belongs_to_the_main_event() -> None:
    register = register_of(RIOT + "\n\nDoctors said that 40 people were injured.")
    assert spans(register) == {"Riot at Marrow prison": [("killed", 12, 12), ("injured", 40, 40)]}


def test_two_documents_on_one_event_are_one_incident() -> None:
    register = register_of(RIOT, UNREST)
    assert spans(register) == {"Riot at Marrow prison": [("killed", 12, 20)]}


def test_the_same_place_on_another_day_is_another_incident() -> None:
    register = register_of(RIOT, RIOT.replace("2004", "2005"))
    assert len(register.accounts) == 2


def test_another_place_on_the_same_day_is_another_incident() -> None:
    register = register_of(RIOT, RIOT.replace("Marrow", "Hollow"))
    assert len(register.accounts) == 2


def test_an_event_without_a_date_is_joined_with_nothing() -> None:
    register = register_of(RIOT, RIOT.replace(" on 3 May 2004", ""))
    assert len(register.accounts) == 2
    assert [issue.code for issue in register.issues if issue.code == "date-not-stated"] == ["date-not-stated"]


def test_days_that_documents_give_differently_are_raised() -> None:
    text = RIOT.replace("on 3 May 2004", "on 3 May 2004 and ended on 5 May 2004")
    register = register_of(RIOT, text)
    assert [account.incident.when for account in register.accounts] == ["2004-05-03/2004-05-05"]
    assert "dates-differ" in {issue.code for issue in register.issues}


def test_the_day_of_the_saying_is_not_the_day_of_the_event() -> None:
    register = register_of(RIOT.replace("The ministry said", "On 20 May 2004 the ministry said"))
    assert [account.incident.when for account in register.accounts] == ["2004-05-03"]


def test_every_claim_has_its_incident_and_a_reason() -> None:
    register = register_of(RIOT + "\n\nIn June 1999 soldiers killed 30 people there.")
    linked = {claim for account in register.accounts for claim in account.incident.claims}
    assert linked == {claim.id for claim in register.claims}
    assert all(reason for account in register.accounts for reason in account.incident.reasons)


def test_institutions_named_differently_are_not_taken_for_one() -> None:
    first = RIOT.replace("the prison in", "Colony 3/19 in")
    second = RIOT.replace("the prison in", "prison ITK-3 in").replace("2004", "2018")
    register = register_of(first, second)
    assert {account.incident.where.site for account in register.accounts} == {"Colony 3/19", "ITK-3"}
    assert "institutions-named-differently" in {issue.code for issue in register.issues}


def test_the_same_bytes_twice_are_one_source() -> None:
    register = register_of(RIOT, RIOT)
    assert len(register.sources) == 1
    assert [issue.source for issue in register.issues if issue.code == "same-bytes"] == ["1.txt"]


def test_an_order_of_documents_changes_nothing() -> None:
    documents = [Document("a.txt", RIOT.encode()), Document("b.txt", UNREST.encode())]
    assert build_register(documents, Settings()).register == build_register(documents[::-1], Settings()).register


def test_a_date_of_background_is_not_taken_for_the_main_event() -> None:
    report = """Clashes in Marrow leave many dead

MARROW, Tajikistan, 12 June 2010 - At least 37 people were killed in clashes in Marrow, the ministry said.

In 1990, some 300 people were killed in similar clashes; rights groups put the toll at 1,200."""
    register = register_of(report)
    assert [source.date.edtf for source in register.sources if source.date] == ["2010-06-12"]
    assert {account.incident.when for account in register.accounts} == {None, "1990"}
    assert sorted(row[0][2] for row in spans(register).values() if row[0][2]) == [37, 1200]


def test_what_follows_a_named_event_in_its_paragraph_belongs_to_it() -> None:
    before = "In May 1999 a trader was murdered in Marrow. Demonstrations followed and lasted ten days."
    register = register_of(f"{RIOT}\n\n{before} At least 2,000 people took part.")
    assert spans(register)["Demonstrations, in or after May 1999"] == [("present", 2000, 2000)]


def test_another_event_of_the_same_kind_is_apart() -> None:
    other = "It came a week after another riot in which 8 people, including three women, were killed."
    register = register_of(f"{RIOT}\n\n{other}")
    assert [account.incident.when for account in register.accounts] == ["2004-05-03", None]
    assert [row[0][1] for row in spans(register).values()] == [12, 8]


def test_a_figure_over_many_events_dates_no_event() -> None:
    raid = "Raid on Hollow\n\nGunmen attacked the village of Hollow, killing 15 people."
    register = register_of(f"{raid}\n\nThe UN says more than 35,000 people have died since 2009.")
    assert spans(register)["Raid on Hollow"] == [("killed", 15, 15)]


def test_an_event_of_the_same_kind_elsewhere_is_apart() -> None:
    register = register_of(f"{RIOT}\n\nTwo weeks before, 25 people died in a riot in Hollow.")
    assert [account.incident.where.name for account in register.accounts] == ["Marrow", "Hollow"]
    assert [row[0][1] for row in spans(register).values()] == [12, 25]


def test_a_day_told_before_the_figures_in_one_passage_is_theirs() -> None:
    attack = "On 17 May 2010 convicts attacked staff at Colony No. 3 in the town of Vahdat, Tajikistan."
    text = f"{attack} Three guards and 29 convicts died."
    register = register_of(f"Statement of the Ministry of Justice on a riot\n\n{text}")
    account = register.accounts[0]
    assert (account.incident.when, account.incident.where.site) == ("2010-05-17", "Colony No. 3")
    toll = next(toll for toll in account.tolls if isinstance(toll, Toll) and toll.group == "all")
    assert (toll.low, toll.high, toll.derived) == (32, 32, True)
    assert (toll.acknowledged_low, toll.acknowledged_high) == (32, 32)


BEFORE = "Another riot broke out in Marrow in June 1999. The ministry said then that 9 prisoners were killed."


def test_what_follows_an_earlier_event_of_the_same_kind_belongs_to_it() -> None:
    register = register_of(f"{RIOT}\n\n{BEFORE}")
    assert [account.incident.when for account in register.accounts] == ["2004-05-03", "1999-06"]
    assert [row[0][1] for row in spans(register).values()] == [12, 9]


def test_an_earlier_event_is_the_one_that_another_document_is_about() -> None:
    earlier = "Riot in Marrow\n\nA riot broke out in the town of Marrow, Tajikistan, on 9 June 1999. Ten people died."
    register = register_of(earlier, f"{RIOT}\n\n{BEFORE}")
    assert [account.incident.when for account in register.accounts] == ["1999-06-09", "2004-05-03"]
    assert spans(register)["Riot in Marrow"] == [("killed", 9, 10)]


def test_a_day_soon_after_is_the_main_events_own() -> None:
    register = register_of(f"{RIOT}\n\nThe riot ended on 6 May 2004. Families said that 20 people died.")
    assert [row[0] for row in spans(register).values()] == [("killed", 12, 20)]


def test_harms_of_one_dated_sentence_are_one_event() -> None:
    register = register_of(f"{RIOT}\n\nIn 1999 a guard was killed and two prisoners were injured in the same town.")
    assert [account.incident.when for account in register.accounts] == ["2004-05-03", "1999"]
    assert spans(register)["Killing, 1999"] == [("killed", 1, 1), ("injured", 2, 2)]


def test_the_month_of_march_is_no_march() -> None:
    text = "Statement on Marrow\n\n4 March 2004\n\nOn 3 March 2004 there was a stampede in Marrow. Nine people died."
    account = register_of(text).accounts[0]
    assert (account.incident.kind, account.incident.when) == ("disaster", "2004-03-03")


def test_a_heading_over_the_opening_leaves_the_event_its_date() -> None:
    told = "On 12 June 2009 a riot took place in the town of Marrow, Tajikistan. At least 66 people were killed."
    before = "In 1987 a riot took place in the town of Marrow. Some 23 people were killed."
    for opening in ("", "Summary\n=======\n\n"):
        text = f"Riot in Marrow\n==============\n\n{opening}{told}\n\nBackground\n----------\n\n{before}"
        documents = [Document("a.md", text.encode())]
        register = build_register(documents, Settings()).register
        assert [account.incident.when for account in register.accounts] == ["2009-06-12", "1987"]


def days_of(text: str) -> list[tuple[str | None, list[int | None]]]:
    """By incident: its days, and the numbers told of it, in the order of the text."""
    register = register_of(text)
    told = {
        one.incident.id: [
            claim.count.quantity.low for claim in register.claims if claim.incident == one.incident.id and claim.count
        ]
        for one in register.accounts
    }
    return [(one.incident.when, told[one.incident.id]) for one in register.accounts]


def test_a_protest_has_its_own_day_and_what_it_is_about_another() -> None:
    text = (
        "On 12 May 2009 thousands marched through Marrow to protest the killing of three students. The students were "
        "shot dead on 5 May. Five soldiers were hurt that day."
    )
    assert days_of(text) == [("2009-05-12", [None]), ("2009-05-05", [3, 3, 5])]


def test_days_of_a_seizure_a_burial_and_a_trial_are_not_the_killings() -> None:
    text = (
        "On 12 July 1993 nine prisoners were killed at a quarry near Marrow. They had been captured on 10 July. Two "
        "were reburied on 30 July. A guard was convicted on 2 August of the murder of four prisoners."
    )
    assert days_of(text) == [("1993-07-12", [9, 4]), ("1993-07-10", [9])]


def test_a_day_that_tells_of_nothing_does_not_stretch_the_event() -> None:
    text = (
        "Between 2 and 4 October 2001 at least 26 men were executed near Marrow. The remaining five were exchanged on "
        "9 October."
    )
    assert [when for when, _ in days_of(text)] == ["2001-10-02/2001-10-04"]


def test_a_day_soon_after_with_figures_stays_the_events_and_a_late_one_does_not() -> None:
    text = (
        "On 21 October 1931 a mutiny broke out in Marrow. On 23 October 18 men died. On 9 November 24 mutineers were "
        "executed."
    )
    assert [when for when, _ in days_of(text)] == ["1931-10-21/1931-10-23", "1931-11-09"]


def test_days_of_the_first_sentence_are_the_events_though_nothing_else_is_told_of_them() -> None:
    text = (
        "The rising began in Marrow on 2 May 1848 and was put down on 6 May. The army said that 19 soldiers were "
        "killed. On 30 May five men were hanged."
    )
    assert days_of(text) == [("1848-05-02/1848-05-06", [19]), ("1848-05-30", [5])]
