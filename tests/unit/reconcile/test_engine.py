"""What stands beside the span of claims: what was acknowledged, which groups, and what the sources disagree about."""

import pytest

from tollbook.model import Account, Document, Harm, Issue, Responsibility, Toll
from tollbook.pipeline import build_register
from tollbook.settings import Settings

HEAD = "Riot at Marrow prison\n\nA riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. "


def account_of(*texts: str) -> Account:
    """The one incident that these documents tell of."""
    documents = [Document(f"{number}.txt", f"{HEAD}{text}".encode()) for number, text in enumerate(texts)]
    register = build_register(documents, Settings()).register
    assert len(register.accounts) == 1
    return register.accounts[0]


def toll_of(account: Account, group: str = "all", harm: Harm = Harm.KILLED) -> Toll:
    found = [toll for toll in account.tolls if toll.harm is harm and toll.group == group]
    assert len(found) == 1
    assert isinstance(found[0], Toll)
    return found[0]


def disagreements_of(account: Account) -> list[tuple[str, int]]:
    return [(one.code, len(one.claims)) for one in account.disagreements if one.harm is Harm.KILLED]


def test_an_authority_of_the_state_acknowledges_and_says_nothing_on_who_did_it() -> None:
    toll = toll_of(account_of("The government said that 12 prisoners were killed. Families said that 20 people died."))
    assert (toll.low, toll.high) == (12, 20)
    assert (toll.acknowledged_low, toll.acknowledged_high, len(toll.acknowledged_by)) == (12, 12, 1)
    assert toll.responsibility is Responsibility.NOT_STATED


def test_what_two_authorities_acknowledge_is_a_span_of_its_own() -> None:
    text = "The government said that 12 people were killed. The ministry said that 15 people were killed."
    toll = toll_of(account_of(text))
    assert (toll.acknowledged_low, toll.acknowledged_high, len(toll.acknowledged_by)) == (12, 15, 2)


def test_an_acknowledged_least_leaves_the_top_open() -> None:
    toll = toll_of(account_of("The government said that at least 12 people were killed."))
    assert (toll.acknowledged_low, toll.acknowledged_high) == (12, None)


@pytest.mark.parametrize(
    "text",
    [
        "An official who asked not to be named said that 12 people were killed.",
        "Officials told Reuters that 12 people were killed.",
        "Local officials said that 12 people were killed.",
        "The officials said that 12 people were killed.",
        "Officials at the Interior Ministry said that 12 people were killed.",
        "A spokesman said that 12 people were killed.",
        "A spokesman for the rebels said that 12 people were killed.",
        "Families said that 12 people were killed.",
        "Human Rights Watch said that 12 people were killed.",
        "12 people were killed.",
    ],
)
def test_nobody_else_acknowledges(text: str) -> None:
    toll = toll_of(account_of(text))
    assert (toll.acknowledged_low, toll.acknowledged_high, toll.acknowledged_by) == (None, None, ())
    assert toll.responsibility is None


@pytest.mark.parametrize(
    "speaker",
    [
        "The authorities",
        "The government",
        "Police",
        "The Interior Ministry",
        "The governor of Marrow",
        "Interior Ministry official Davron Saidov",
        "Davron Saidov, an official at the ministry,",
        "A spokesman for the governor",
        "The governor's spokesman",
        "The ministry two days ago",
    ],
)
def test_a_body_or_a_person_of_the_state_that_is_named_acknowledges(speaker: str) -> None:
    toll = toll_of(account_of(f"{speaker} said that 12 people were killed. Families said that 20 people died."))
    assert (toll.acknowledged_low, toll.acknowledged_high, len(toll.acknowledged_by)) == (12, 12, 1)


def test_what_an_authority_denies_is_not_acknowledged() -> None:
    account = account_of("The government denied that 150 people had died. Families said that 12 people were killed.")
    assert toll_of(account).acknowledged_by == ()


def test_an_authority_of_another_state_acknowledges_nothing() -> None:
    account = account_of("The government of Germany said that 12 people died. Families said that 20 people died.")
    assert toll_of(account).acknowledged_by == ()


def test_an_open_figure_beside_a_closed_one_leaves_what_is_acknowledged_open() -> None:
    text = "The government said that at least 12 people were killed. The ministry said that 15 people were killed."
    toll = toll_of(account_of(text))
    assert (toll.acknowledged_low, toll.acknowledged_high, len(toll.acknowledged_by)) == (12, None, 2)


def test_an_acknowledged_most_sets_no_low() -> None:
    toll = toll_of(account_of("The government said that up to 12 people died. Families said that 3 people died."))
    assert (toll.acknowledged_low, toll.acknowledged_high) == (None, 12)


def test_each_group_counted_has_a_toll_after_the_one_for_everyone() -> None:
    text = "The government said that 12 prisoners were killed. Families said that 2 guards were killed."
    account = account_of(text)
    assert [toll.group for toll in account.tolls if toll.harm is Harm.KILLED] == ["all", "guards", "prisoners"]
    assert (toll_of(account, "guards").low, toll_of(account, "prisoners").low) == (2, 12)


def test_figures_of_two_voices_that_differ_are_a_disagreement() -> None:
    text = "The government said that 12 people were killed. Families said that 20 people were killed."
    assert disagreements_of(account_of(text)) == [("figures-differ", 2)]


def test_figures_that_are_the_same_are_none() -> None:
    text = "The government said that 12 people were killed. Families said that 12 people were killed."
    assert disagreements_of(account_of(text)) == []


def test_one_voice_does_not_disagree_with_itself() -> None:
    first = "The government said that 12 people were killed."
    account = account_of(first, first.replace("12", "15"))
    assert disagreements_of(account) == []
    assert toll_of(account).voices == 1


def test_unlike_groups_are_said_to_differ() -> None:
    text = "The government said that 12 prisoners were killed. Families said that 20 people were killed."
    account = account_of(text)
    assert disagreements_of(account) == [("figures-differ", 2), ("groups-differ", 2)]
    assert toll_of(account).groups == ("all", "prisoners")


BOXED = """= Riot at Marrow prison =

Infobox
- Location: Marrow, Tajikistan
- Date: 3 May 2004
- Fatalities: 12–30

The riot at the prison in the town of Marrow, Tajikistan, began on 3 May 2004.
"""


def boxed(text: str) -> tuple[Account, list[Issue]]:
    register = build_register([Document("a.txt", f"{BOXED}{text}".encode())], Settings()).register
    return register.accounts[0], [issue for issue in register.issues if issue.code == "box-against-text"]


def test_a_box_against_its_own_text_is_raised_at_the_box() -> None:
    account, issues = boxed("Families said that up to 20 people were killed.")
    assert ("box-against-text", 2) in disagreements_of(account)
    assert len(issues) == 1
    assert issues[0].at is not None
    assert issues[0].at.words == "12–30"
    assert len(issues[0].about) == 2
    assert issues[0].message.startswith("In a.txt the box states 12–30 and the text “up to 20 people”")


@pytest.mark.parametrize(
    "text", ["Families said that up to 30 people were killed.", "Many people were killed.", "Nobody could visit."]
)
def test_a_box_that_its_text_does_not_contradict_is_not(text: str) -> None:
    account, issues = boxed(text)
    assert issues == []
    assert [code for code, _ in disagreements_of(account) if code == "box-against-text"] == []


def test_an_authority_that_also_names_a_doer_is_left_to_a_person() -> None:
    account = account_of("The ministry said that soldiers killed 12 prisoners.")
    toll = toll_of(account)
    assert toll.acknowledged_by and toll.responsibility is None


def test_a_doer_whom_somebody_else_names_says_nothing_of_what_the_authority_says() -> None:
    told = "The ministry said that 12 prisoners died. Families said that soldiers killed 20 people."
    assert toll_of(account_of(told)).responsibility is Responsibility.NOT_STATED


SAID = "The Interior Ministry said that 12 prisoners were killed. "
DENIED, ACCEPTED, OTHERS = Responsibility.DENIED, Responsibility.ACCEPTED, Responsibility.OTHER_BLAMED


@pytest.mark.parametrize(
    ("told", "stated"),
    [
        (f"{SAID}The ministry denied responsibility.", DENIED),
        (f"{SAID}It denied responsibility.", DENIED),
        (f"{SAID}The ministry denied that its guards were responsible for the deaths.", DENIED),
        (f"{SAID[:-2]} but denied responsibility for the deaths.", DENIED),
        (f"{SAID}The ministry accepted responsibility for the deaths.", ACCEPTED),
        ("The Interior Ministry said its guards shot dead 12 prisoners.", ACCEPTED),
        (f"{SAID}The ministry blamed the prisoners for the killings.", OTHERS),
        (f"{SAID}The ministry accused the rebels of carrying out the killings.", OTHERS),
        ("12 prisoners were killed by other inmates, the Interior Ministry said.", OTHERS),
    ],
)
def test_what_the_authority_says_of_who_did_it_in_so_many_words(told: str, stated: Responsibility) -> None:
    assert toll_of(account_of(told)).responsibility is stated


@pytest.mark.parametrize(
    "told",
    [
        "The ministry denied responsibility. It blamed the prisoners.",  # two things
        "The ministry blamed its guards.",
        "The ministry said the police were responsible for the deaths.",  # whose police is not told
        "Two of them were killed by other inmates, the ministry said.",  # of two, not of the twelve
        "The ministry acknowledged its troops killed two of the men.",
    ],
)
def test_what_is_not_plainly_the_one_or_the_other_is_left_to_a_person(told: str) -> None:
    assert toll_of(account_of(f"{SAID}{told}")).responsibility is None


@pytest.mark.parametrize(
    "told",
    [
        "Families said the ministry was responsible for the deaths.",
        "The killings were blamed on the ministry.",
        "The ministry is believed to be behind the killings.",
        "No group has claimed responsibility.",
        "The ministry is responsible for security at the prison.",
    ],
)
def test_what_others_say_or_believe_is_not_what_the_authority_says(told: str) -> None:
    assert toll_of(account_of(f"{SAID}{told}")).responsibility is Responsibility.NOT_STATED
