"""A case with a name planted in each place from which one could slip into a release: made up, one name a place."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import docx
from secret_scan import Secret

_NAMES = (
    "Zarbonu Haqdodova|Kamoliddin Oshurbekov|Ruzigul Sangmuhammad|Фирдавсбек Ҳомиджонов|Shohruhmirzo Elbakyants|"
    "Munavvara Tillokhujaeva|Лейлабону Кариматова|Orzubek Dzhalilzoda|Hurshedjon Mavlonbekov|Gulandom Yorkazieva|"
    "Sitorabonu Qalandarshoh|Парвизшо Некқадамов|Otabek Rahmatshoev|Nozanin Bahorgulova|Farangiz Mirzoshoeva|"
    "Xudoyberdi Lapasgulov|Дилрабо Шамсизода|Bakhtovar Nekruzshoh|Umedakhon Saidrahmon|Qurbonali Davlatmurod|"
    "Tahminabonu Ashurpur|Iskandarsho Zulmatov|Mehrangez Pulodpanjaeva|Сафармо Ғайратшоева|Rukhshona Badalbekova|"
    "Naimjon Tursunzodaev|Oyniso Gadoalieva|Jonibek Xolmuradzoda|Малоҳат Ёқубхонова|Barotali Sherkhonov|"
    "Gulchehra Odinamamad|Saodat Khudonazarpur"
).split("|")
SMALL = 8  # which of the names stands in small letters
DAY = "On 3 May 2004 there was a riot at the prison in the town of Marrow, Tajikistan."


@dataclass(frozen=True)
class Planted:
    """``documents`` by name; ``known``, their rows of sources.csv; the rows of ``claims_csv``. ``reason`` is for each
    decision, ``title`` for the settings, ``interest`` for a speaker. ``place`` is named as one, and is withheld;
    ``small`` stands in small letters."""

    documents: dict[str, bytes]
    known: dict[str, dict[str, str]]
    claims_csv: str
    reason: str
    title: str
    interest: str
    place: str
    small: str
    secrets: tuple[Secret, ...]


def planted() -> Planted:
    """Every place with a name of its own."""
    left, used = iter(_NAMES), list[str]()

    def name() -> str:
        used.append(next(left))
        return used[-1]

    place = name().split()[0] + "obod"
    documents = {**_texts(name), **_pages_and_tables(name)}
    documents["place.txt"] = (
        f"A note\n\nOn 5 June 2004 there was a riot in {place}. Monitors said that 3 prisoners died.\n"
    )
    columns = ("title", "author", "obtained_how", "obtained_from", "archived")
    known = {"known.txt": dict(zip(columns, _facts(name), strict=True))}
    row = f"picture.png,by {name()},30 people,killed,all,30,30,2004-05-03,Marrow,en,R1,2004-05-08,as {name()} read it\n"
    held = {each: words.encode() for each, words in documents.items()} | {"letter.docx": _word(name())}
    reason, title = f"{name()} told us on the telephone", f"The case of {name()}"
    interest = f"its minister is the brother of {name()}"
    return Planted(held, known, row, reason, title, interest, place, used[SMALL], tuple(map(_secret, (*used, place))))


def _note(said: str, killed: int) -> str:
    return f"A note\n\n{DAY} {said.format(f'{killed} prisoners')}\n"


def _texts(name: Callable[[], str]) -> dict[str, str]:
    first = _note("The ministry said that {} were killed.", 13).partition("\n")[2]
    return {
        f"statement of {name()}.txt": _note("The ministry said that {} were killed.", 12),
        "title.txt": f"{name()} tells of the riot\n{first}",
        "speaker.txt": _note(name() + " said that {} were killed.", 14),
        "lower.txt": _note(f"The nurse {name()} and others said that {{}} were killed.", 15),
        "beside.txt": _note(f"The ministry said that {{}}, {name()} among them, were killed.", 16),
        "before.txt": _note(f"The ministry said that {name()} and {{}} were killed.", 17),
        "opens.txt": _note(f"{name()} and {{}} were killed.", 18),
        "small.txt": _note(f"The ministry said that {{}}, {name().casefold()} among them, were killed.", 11),
        "told.txt": _note(f"{name()}, aged 15, was killed. {name()} was shot by {name()}. There were {{}} killed.", 10),
        "blame.txt": _note(f"The ministry blamed {name()} for the riot, in which {{}} were killed.", 28),
        "known.txt": _note("The ministry said that {} were killed.", 29),
        "box.txt": f"Riot in Marrow\n\nDate: 3 May 2004\nLocation: Marrow, Tajikistan\nDeaths: 26 ({name()})\n",
        "picture.png": "not a picture",
    }


def _pages_and_tables(name: Callable[[], str]) -> dict[str, str]:
    link = f"<a href='https://x.example/{name()}'>19 prisoners were killed</a>"
    picture = f"<img src='a.png' alt='20 prisoners were killed, said {name()}'>"
    return {
        "link.html": f"<html><body><h1>A page</h1><p>{DAY} The ministry said that {link}.</p>{picture}</body></html>",
        "link.md": _note(f"The ministry said that [{{}} were killed](https://x.example/?by={name()}).", 21),
        "head.csv": f"Source,Killed by {name()},Injured\nThe hospital,22 people,23 people\n",
        "unit.csv": f"Source,Killed,Injured\nThe hospital,24 {name()},25 of {name()}\n",
    }


def _facts(name: Callable[[], str]) -> list[str]:
    title, author, how, giver = (name() for _ in range(4))
    return [
        f"What {title} saw",
        author,
        f"handed over by {how}",
        giver,
        f"https://x.example/{name().replace(' ', '-')}",
    ]


def _word(name: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.core_properties.author = name
    made.add_paragraph(f"{DAY} The ministry said that 31 prisoners were killed.")
    made.add_table(1, 2).rows[0].cells[0].text = name
    made.save(out)
    return out.getvalue()


def _secret(name: str) -> Secret:
    return Secret("name", name, tuple(part for part in name.split() if len(part) >= 6))
