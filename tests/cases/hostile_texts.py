"""Texts made to do harm: too long, too deep, full of nothing, or of what a pattern would go over again and again."""

from collections.abc import Callable
from email.message import EmailMessage

MEGABYTE = 10**6
TOLD = "The ministry said that 12 prisoners were killed in the town of Marrow, Tajikistan, on 3 May 2004."


def told_of(number: int) -> bytes:
    """A short report, like no other that has another number."""
    return f"Riot at Marrow\n\n{TOLD}\n\n{number} guards were injured.\n".encode()


def long_text(size: int = 200 * MEGABYTE) -> bytes:
    line = (TOLD + "\n").encode()
    return line * (size // len(line))


def nuls(size: int = 20 * MEGABYTE) -> bytes:
    return bytes(size)


def nuls_within() -> bytes:
    return f"Riot at Marrow\n\n{TOLD}\n\n\0\0 The guards \0 said no\0thing.\n".encode()


def one_line(size: int = 100 * MEGABYTE) -> bytes:
    return b"a,b," * (size // 4)


def one_line_below_the_bound() -> bytes:
    return one_line(15 * MEGABYTE)


def lines(line: str, size: int = 15 * MEGABYTE) -> bytes:
    data = line.encode()
    return data * (size // len(data))


def empty_paragraphs(count: int = 1_000_000) -> bytes:
    return f"<!doctype html><title>x</title><p>{TOLD}</p>".encode() + b"<p></p>" * count


def nested_page(deep: int = 200_000) -> bytes:
    return b"<!doctype html><body>" + b"<div>" * deep + TOLD.encode()


def long_head(count: int = 2_000_000) -> bytes:
    return b"Subject: Riot at Marrow\nFrom: a@example.org\n" + b"X-A: b\n" * count + b"\n" + TOLD.encode()


def nested_parts(deep: int = 2_000) -> bytes:
    made = "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(deep))
    return f"Subject: Riot at Marrow\nFrom: a@example.org\n{made}Content-Type: text/plain\n\n{TOLD}\n".encode()


def message_with_a_picture_elsewhere(address: str) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "desk@example.org", "Riot at Marrow"
    made["Date"] = "Tue, 04 May 2004 10:00:00 +0500"
    made.set_content(f'<html><body><p>{TOLD}</p><img src="{address}"></body></html>', subtype="html")
    return bytes(made)


def _repeated(words: str, size: int = MEGABYTE) -> Callable[[], bytes]:
    return lambda: f"Riot at Marrow\n\n{TOLD}\n\n".encode() + (words * (size // len(words))).encode()


# What patterns with nested or neighbouring repeats would go over again and again.
KILLERS: dict[str, Callable[[], bytes]] = {
    "digits": _repeated("7"),
    "figures": _repeated("1,111,"),
    "figures apart": _repeated("12 345 "),
    "hyphens": _repeated("twenty-"),
    "numbers in words": _repeated("two hundred and "),
    "ranges": _repeated("between 20 and "),
    "or": _repeated("20 or "),
    "at least": _repeated("at least "),
    "said": _repeated("said that "),
    "quotes": _repeated("“he said "),
    "straight quotes": _repeated('"a '),
    "brackets": _repeated("("),
    "letters": _repeated("a"),
    "letters apart": _repeated("a "),
    "capitals": _repeated("Ministry of "),
    "initials": _repeated("A. B. "),
    "dates": _repeated("3 May 2004 "),
    "full stops": _repeated(". "),
    "dots": _repeated("."),
    "commas": _repeated(", "),
    "spaces": _repeated(" "),
    "tabs": _repeated("\t"),
    "bars": _repeated("a |\n"),
    "bars apart": _repeated("a | b\n"),
    "dashes": _repeated("- a: b\n"),
    "rules": _repeated("---\n"),
    "marks": _repeated("> "),
    "stars": _repeated("*a "),
    "underscores": _repeated("__a "),
    "square brackets": _repeated("[a]("),
    "hashes": _repeated("# a\n"),
    "fences": _repeated("```\n"),
    "joined": _repeated("é\u0301"),
    "joiners": _repeated("a\u200d"),
    "killed": _repeated("12 killed, "),
    "killed and": _repeated("killed and "),
    "of whom": _repeated("12 people, of whom "),
    "by": _repeated("by the army "),
    "names": _repeated("Jura Karim, "),
    "json": _repeated('{"a":['),
    "percent": _repeated("5% "),
    "angles": _repeated("<a "),
    "ampersands": _repeated("&amp"),
    "claims": _repeated(f"{TOLD} "),
}
