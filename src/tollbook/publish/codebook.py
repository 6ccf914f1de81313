"""The codebook page: what a case includes and asks for, and what each word that occurs in its record means."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from markupsafe import Markup

from tollbook.data import available_languages, data_file, load_yaml
from tollbook.model.derived import NOTHING_KEPT, Derived
from tollbook.publish import days, ledger
from tollbook.publish.by_hand import entered
from tollbook.publish.lookup import Json, Lookup
from tollbook.publish.phrases import Phrases, capital, phrases
from tollbook.publish.released import release_words
from tollbook.publish.review import status_words
from tollbook.publish.templating import environment_of, policy_of, running_line

FILE = "codebook.html"
_STATED = ("includes", "excludes", "corroboration", "corroboration_voices", "standard", "notes")
_TABLES = "kinds harms groups forms stances speaker_types marks set_aside decisions sides".split()
_BEGUN = frozenset("kinds harms forms stances decisions sides".split())  # whose meanings complete a sentence
_NAMED_HERE = frozenset(("forms", "marks", "decisions"))  # no other page has words for them


class Entry(NamedTuple):
    """One code that occurs, as the page says it, and what it means."""

    name: str
    means: str
    code: str


class Table(NamedTuple):
    """The codes of one kind that occur."""

    id: str
    heading: str
    about: str
    note: str
    entries: tuple[Entry, ...]


class Stated(NamedTuple):
    """One thing that the makers state. ``instead``: what stands there of what they did not, or what stays."""

    name: str
    points: tuple[str, ...]
    instead: str
    note: str = ""


class Read(NamedTuple):
    """A language of the documents, how many there are, and whether it is read."""

    language: str
    documents: str
    how: str


def render_codebook(record: Json, decisions: Iterable[Json], language: str = "en", kept: Derived = NOTHING_KEPT) -> str:
    """The whole page, from a record and the lines of ``decisions.jsonl``."""
    say, lookup = phrases(language), Lookup(record, {})
    release = release_words(record, say)
    status = release.status if release else status_words(record, say)
    style = _style(status)
    content = {
        "style": Markup(style),  # noqa: S704 - our own style sheet, and a status escaped for it
        "policy": policy_of(style),
        "status": status,
        "release": release,
        "title": say.say("codebook.title", status=status),
        "stated": tuple(_stated(record, say)),
        "tables": tuple(_tables(record, [str(one["kind"]) for one in decisions], say)),
        "rules": ledger.rules(lookup, say),
        "compared": {str(one["id"]): _compared(one, say) for one in record.get("rules", ())},
        "languages": tuple(_languages(record, say)),
        "checks": tuple(_checks(record, say)),
        "checkers": say.listed(sorted({str(check["by"]) for one in record["claims"] for check in one["checked"]})),
        "version": str(record.get("version") or ""),
    }
    html = environment_of(say, kept).get_template("codebook.html.j2").render(**content)
    return html if html.endswith("\n") else html + "\n"


@cache
def definitions(language: str = "en") -> Any:
    """What each code means, by its table: ``about`` and ``codes``."""
    return load_yaml(data_file("definitions", f"{language}.yaml"))


def _style(status: str) -> str:
    sheet = files("tollbook.publish").joinpath("templates", "style.css").read_text(encoding="utf-8")
    return sheet + running_line(status)


def _stated(record: Json, say: Phrases) -> Iterator[Stated]:
    codebook = record["codebook"]
    for name in _STATED:
        given, kept = codebook[name], name in codebook["kept"]
        if name == "notes" and not given:
            continue
        points = tuple(_points(name, given, say))
        instead = "" if points and not kept else say.say("codebook.kept" if kept else "codebook.not_stated")
        note = say.say("codebook.case.notes_stay") if name == "notes" else ""
        yield Stated(say.say(f"codebook.case.{name}"), points, instead, note)


def _points(name: str, given: Any, say: Phrases) -> Iterator[str]:
    if name == "corroboration_voices" and given is not None:
        yield say.counted("codebook.case.voices", int(given))
    elif name == "standard" and given:
        means = definitions(say.language)["standards"]["codes"][given]
        yield capital(say.say("codebook.meaning", name=say.say(f"codebook.standards.{given}"), what=means))
    elif isinstance(given, str):
        yield given
    else:
        yield from given or ()


def _tables(record: Json, decided: Collection[str], say: Phrases) -> Iterator[Table]:
    found = _occurring(record, decided)
    defined = definitions(say.language)
    for name in _TABLES:
        codes = [code for code in defined[name]["codes"] if code in found[name]]
        strange = sorted(found[name] - {*defined[name]["codes"]})
        entries = [Entry(_name(name, code, say), str(defined[name]["codes"].get(code, "")), code) for code in codes]
        entries += [Entry(_name(name, code, say), "", code) for code in strange]
        words = say.entry("codebook.words")
        about = capital(str(defined[name]["about"])) if name in _BEGUN else ""
        note = str(words.get(f"{name}_note", ""))
        yield Table(name.replace("_", "-"), str(words[name]), about, note, tuple(entries))


def _name(table: str, code: str, say: Phrases) -> str:
    """As the pages say it."""
    if table == "groups":
        return say.noun(code, None)
    if table in _NAMED_HERE:
        return str(say.entry(f"codebook.{table}").get(code) or code.replace("_", " "))
    if table == "set_aside":
        return code.replace("-", " ")  # what the pages say of it is what it means
    return say.code(table, code)


def _occurring(record: Json, decided: Iterable[str]) -> dict[str, set[str]]:
    """The codes that occur in the record, by table."""
    claims = record["claims"]
    tolls = [toll for incident in record["incidents"] for toll in incident["tolls"]]
    return {
        "kinds": {one["kind"] for one in claims},
        "harms": {one["harm"] for one in (*claims, *tolls) if one["harm"]},
        "groups": {one["group"] for one in (*claims, *tolls) if one["group"]},
        "forms": {one["form"] for one in claims if one["form"]},
        "stances": {one["stance"] for one in claims},
        "speaker_types": {one["speaker_type"] for one in claims},
        "marks": {mark for one in claims for mark in one["marks"]},
        "set_aside": {aside["reason"] for toll in tolls for aside in toll["set_aside"]},
        "decisions": set(decided),
        "sides": {one["side"] for incident in record["incidents"] for one in incident["sides"]},
    }


def _compared(rule: Json, say: Phrases) -> str:
    """The day on which somebody last compared a rule with what it cites."""
    day = days.in_words((rule.get("reference") or {}).get("checked"), say)
    return say.say("codebook.rules.checked", day=day) if day else ""


def _languages(record: Json, say: Phrases) -> Iterator[Read]:
    """The languages of the documents that have words, those that are read first."""
    packs = available_languages()
    counts = Counter(str(one.get("language") or "") for one in record["sources"] if one["passages"])
    for code in sorted(counts, key=lambda one: (one not in packs, not one, one)):
        name = say.code("languages", code) if code else say.say("sources.no_language")
        how = "pack" if code in packs else "no_pack" if code else "unknown"
        yield Read(capital(name), say.counted("counts.documents", counts[code]), say.say(f"codebook.reading.{how}"))


def _checks(record: Json, say: Phrases) -> Iterator[tuple[str, str]]:
    """How far the claims were checked: what, and how many."""
    counts = Counter(map(_how_far, record["claims"]))
    for how in ("checked", "by_hand", "unreviewed", "rejected", "corrected"):
        if counts[how]:
            key = "unreviewed_released" if how == "unreviewed" and record.get("release") else how
            yield say.say(f"codebook.checks.{key}"), say.number(counts[how])


def _how_far(claim: Json) -> str:
    if claim["rejected"] or claim["corrected_by"]:
        return "rejected" if claim["rejected"] else "corrected"
    if entered(claim):
        return "by_hand"
    return "checked" if claim["checked"] else "unreviewed"
