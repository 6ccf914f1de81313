"""Made-up cases with secrets planted in them: names in five scripts, telephones, addresses, facts in files and heads of
messages. Seeded: the same number gives the same case."""

import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from fractions import Fraction
from typing import Literal, NamedTuple

import docx
from fpdf import FPDF
from PIL import Image
from PIL.TiffImagePlugin import IFDRational
from secret_scan import Secret

# A syllable in Latin, Cyrillic, Tajik Cyrillic, Persian and Arabic letters: each name exists in all five.
SYLLABLES = (
    ("gul", "гул", "гул", "گل", "غل"),
    ("shod", "шод", "шод", "شاد", "شاد"),
    ("zar", "зар", "зар", "زر", "زر"),
    ("mor", "мор", "мӯр", "مور", "مور"),
    ("vak", "вак", "вақ", "وک", "وق"),
    ("tesh", "теш", "теш", "تش", "تش"),
    ("chon", "джон", "ҷон", "جان", "جان"),
    ("ghul", "гхул", "ғул", "غول", "غول"),
    ("huz", "хуз", "ҳуз", "هوز", "حوز"),
    ("nir", "нир", "нӣр", "نیر", "نير"),
    ("pos", "пос", "пос", "پاس", "باص"),
    ("lutf", "лутф", "лутф", "لطف", "لطف"),
    ("rab", "раб", "раб", "رب", "رب"),
    ("dov", "дов", "дов", "داو", "داو"),
    ("sim", "сим", "сим", "سیم", "صيم"),
    ("bek", "бек", "бек", "بک", "بك"),
)
SCRIPTS = ("Latin", "Cyrillic", "Tajik", "Persian", "Arabic")
SURNAME_ENDS = ("ov", "ов", "ов", "زاده", "ي")
STREETS = ("Lermontov Lane", "улица Пахтакор", "кӯчаи Шаҳидон", "خیابان کوهسار", "شارع الزيتون")
_ORDERS: tuple[Literal["big", "little"], ...] = ("big", "little")
CREATED = datetime(2004, 5, 4, tzinfo=UTC)
PUBLIC = {
    "monitors/report.txt": (
        "Riot at Marrow prison\n\nA riot broke out at the prison in the town of Marrow, Tajikistan, on 3 May 2004. "
        "Amnesty International said that at least 20 prisoners were killed and 35 injured.\n"
    ),
    "ministry.txt": (
        "Statement on the prison in Marrow, Tajikistan\n\n4 May 2004\n\nThe ministry said that 12 prisoners were "
        "killed and 30 injured at the prison in the town of Marrow on 3 May 2004.\n"
    ),
}


class Person(NamedTuple):
    """One name in five scripts."""

    names: tuple[str, ...]

    def name(self, script: int) -> str:
        return self.names[script]

    def secret(self, kind: str = "name") -> Secret:
        parts = [part for name in self.names for part in name.split() if len(part) >= 6]
        return Secret(kind, self.names[0], (*self.names[1:], *parts))


class Protection(NamedTuple):
    """What a person protects: ``target`` is a file's name for a source, a pseudonym for a person."""

    kind: str
    target: str
    level: str
    shown_as: str
    identity: str
    spellings: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class SecretCase:
    """``secrets`` may be nowhere without the key, once the protections are decided. ``private``: what stands in open
    documents and unprotected, and leaves with no release all the same."""

    documents: dict[str, bytes]
    protections: tuple[Protection, ...]
    secrets: tuple[Secret, ...]
    private: tuple[Secret, ...]


class _Maker:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.used: set[str] = set()

    def person(self) -> Person:
        """A name that no other person of the case has a part of."""
        while True:
            parts = [self.chance.sample(range(len(SYLLABLES)), 3) for _ in range(2)]
            keys = {"".join(SYLLABLES[n][0] for n in part) for part in parts}
            if len(keys) == 2 and not keys & self.used:
                self.used |= keys
                return Person(tuple(self._name(script, parts) for script in range(len(SCRIPTS))))

    def _name(self, script: int, parts: list[list[int]]) -> str:
        first, last = ("".join(SYLLABLES[n][script] for n in part) for part in parts)
        return f"{first.capitalize()} {last.capitalize()}{SURNAME_ENDS[script]}"

    def telephone(self) -> Secret:
        digits = [str(self.chance.randrange(10)) for _ in range(7)]
        national = f"{self.chance.randrange(20, 99)} {''.join(digits[:3])}-{''.join(digits[3:5])}-{''.join(digits[5:])}"
        return Secret("telephone", f"+992 {national}", (national,))

    def address(self) -> Secret:
        street = f"{self.chance.choice(STREETS)} {self.chance.randrange(100, 999)}-{self.chance.randrange(100, 999)}"
        return Secret("address", street)

    def coordinates(self) -> Secret:
        at = [(38 + self.chance.random() * 3), (67 + self.chance.random() * 7)]
        words = ", ".join(f"{one:.6f}" for one in at)
        raw = tuple(_rational(one, order) for one in at for order in _ORDERS)
        return Secret("coordinates", words, tuple(f"{one:.6f}" for one in at), raw)

    def host(self) -> Secret:
        numbers = ".".join(str(self.chance.randrange(100, 250)) for _ in range(4))
        return Secret("mail", numbers)

    def mail(self, person: Person) -> Secret:
        return Secret("mail", f"{person.name(0).replace(' ', '.').lower()}@marrow-mail.example")


def make_case(seed: int) -> SecretCase:
    """A case of two public documents and some that give people away, at least ten secrets in it."""
    make = _Maker(seed)
    witness, author, printer, writer, photographer, nurse, guard = (make.person() for _ in range(7))
    telephone, second, address, reason = make.telephone(), make.telephone(), make.address(), make.address()
    place, host, mail = make.coordinates(), make.host(), make.mail(writer)
    neighbour, private_telephone = make.person(), make.telephone()
    script = seed % len(SCRIPTS)
    testimony = f"testimony of {witness.name(script)}.txt"
    documents = {name: text.encode() for name, text in PUBLIC.items()}
    documents |= {
        testimony: _testimony(witness.name(script), telephone.words, address.words),
        "letter.docx": word_by(author.name((script + 1) % 5), printer.name(script)),
        "list.pdf": pdf_by(printer.name((script + 2) % 5)),
        "message.eml": message_by(writer.name((script + 3) % 5), mail.words, host.words, second.words),
        "photograph.jpg": photograph_by(photographer.name((script + 4) % 5), place.words),
        "families.txt": _families(nurse.name(0), guard.name(script), neighbour.name(0), private_telephone.words),
        "sources.csv": _facts("letter.docx", photographer.name(0), author.name(1)),
    }
    people = (witness, author, printer, writer, photographer, nurse, guard)
    return SecretCase(
        documents,
        tuple(_protections(testimony, people, reason.words)),
        (*(one.secret() for one in people), telephone, second, address, reason, place, host, mail),
        (neighbour.secret(), private_telephone),
    )


def _protections(testimony: str, people: tuple[Person, ...], reason: str) -> Iterator[Protection]:
    files = (testimony, "letter.docx", "list.pdf", "message.eml", "photograph.jpg")
    for file, person in zip(files, people, strict=False):
        why = f"The family still lives at {reason}, and asked not to be named."
        yield Protection("source", file, "withhold", "a witness", person.names[0], person.names[1:], why)
    for number, (person, shown) in enumerate(zip(people[5:], ("a nurse", "a former guard"), strict=True), 1):
        yield Protection("person", f"P{number}", "unnamed", shown, person.names[0], person.names[1:], f"See {reason}.")


def _facts(file: str, by: str, given_by: str) -> bytes:
    return f"file,obtained_by,obtained_from\n{file},{by},{given_by}\n".encode()


def _testimony(name: str, telephone: str, address: str) -> bytes:
    return (
        f"Testimony\n\n5 May 2004\n\nMy name is {name}. I live at {address}; my number is {telephone}.\n\n"
        f"{name} said that at least 18 prisoners were killed at the prison in the town of Marrow, Tajikistan, on 3 May "
        "2004.\n"
    ).encode()


def _families(nurse: str, guard: str, neighbour: str, telephone: str) -> bytes:
    return (
        f"What families say of Marrow\n\n{nurse}, a nurse, said that 22 prisoners were killed at the prison in the "
        f"town of Marrow, Tajikistan, on 3 May 2004.\n\n{guard}, a former guard, said that 17 prisoners were "
        f"injured there.\n\n{neighbour}, aged 15, who lives nearby and can be called at {telephone}, said that "
        "at least 9 people died.\n"
    ).encode()


def word_by(author: str, changed_by: str) -> bytes:
    """A Word document that knows who wrote it."""
    made, out = docx.Document(), io.BytesIO()
    made.core_properties.author, made.core_properties.last_modified_by = author, changed_by
    made.core_properties.comments = f"For {changed_by}"
    made.core_properties.created = made.core_properties.modified = CREATED.replace(tzinfo=None)
    made.add_heading("Letter on Marrow prison", 0)
    made.add_paragraph(
        "Relatives said that 19 prisoners were killed at the prison in the town of Marrow on 3 May 2004."
    )
    made.save(out)
    return _undated(out)


def _undated(packed: io.BytesIO) -> bytes:
    """Without the moment at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(packed) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in made.namelist():
            again.writestr(zipfile.ZipInfo(name, CREATED.timetuple()[:6]), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def pdf_by(author: str) -> bytes:
    """A PDF that knows who made it."""
    made = FPDF()
    made.set_creation_date(CREATED)
    made.set_author(author)
    made.set_keywords(author)
    made.add_page()
    made.set_font("helvetica", size=12)
    made.multi_cell(0, 8, "List of the dead\n\nA doctor said that 21 prisoners were killed in Marrow on 3 May 2004.")
    return bytes(made.output())


def message_by(name: str, address: str, host: str, telephone: str) -> bytes:
    """A message whose head says who sent it, and from which machine."""
    made = EmailMessage()
    made["From"] = f"{name} <{address}>"
    made["To"], made["Date"] = "records@example.org", "Tue, 04 May 2004 10:00:00 +0500"
    made["Subject"], made["Message-ID"] = f"From {name}", f"<20040504.{address}>"
    made["Received"] = f"from laptop ([{host}]) by mail.example.org; Tue, 04 May 2004 10:00:00 +0500"
    made["X-Originating-IP"] = f"[{host}]"
    made.set_content(f"A guard said that 16 prisoners were killed in Marrow on 3 May 2004.\n\nCall me: {telephone}\n")
    return bytes(made)


def photograph_by(name: str, place: str) -> bytes:
    """A JPEG whose EXIF says who took it and where."""
    out = io.BytesIO()
    picture = Image.new("RGB", (64, 48), "gray")
    exif = picture.getexif()
    exif[0x013B] = name  # Artist
    exif[0x010E] = f"Taken by {name} at {place}"  # ImageDescription
    exif.get_ifd(0x8825).update(_gps(place))
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def _gps(place: str) -> dict[int, object]:
    north, east = (float(one) for one in place.split(", "))
    return {1: "N", 2: _rationals(north), 3: "E", 4: _rationals(east)}


def _rationals(at: float) -> tuple[IFDRational, ...]:
    return tuple(IFDRational(one.numerator, one.denominator) for one in _degrees(at))


def _degrees(at: float) -> tuple[Fraction, Fraction, Fraction]:
    minutes = (at - int(at)) * 60
    return Fraction(int(at)), Fraction(int(minutes)), Fraction(round((minutes - int(minutes)) * 6000), 100)


def _rational(at: float, order: Literal["big", "little"]) -> bytes:
    """Degrees, minutes and seconds as EXIF keeps them: each a number and what it is divided by."""
    return b"".join(n.to_bytes(4, order) for one in _degrees(at) for n in (one.numerator, one.denominator))
