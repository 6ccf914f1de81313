"""``tollbook review`` in a real terminal, with real keys."""

import re
import signal
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from tollbook.model import DecisionKind
from tollbook.tasks.decisions import load_decisions

sys.path.insert(0, str(Path(__file__).parent))  # the terminal beside the tests

from terminal import Terminal

KEYS = "? help  q quit"


def kinds(case: Path) -> list[DecisionKind]:
    return [one.kind for one in load_decisions(case)]


def lines(shown: str) -> list[str]:
    return [line.strip() for line in shown.splitlines() if line.strip()]


def test_accept_reject_undo_and_quit(case: Path) -> None:
    with Terminal(["review", case, "--by", "R1"]) as terminal:
        first = lines(terminal.wait(KEYS))
        assert any("1 of 3 that matter; 3 in all" in line for line in first)
        assert any("[[" in line for line in first)
        assert "machine-read, unreviewed" in first
        assert any(line.startswith("Rejecting it would") for line in first)
        terminal.press("a")
        assert "Accepted." in terminal.wait(KEYS)
        assert kinds(case) == [DecisionKind.ACCEPT]  # on the disk before the next claim is shown
        terminal.press("r")
        terminal.wait("go back) ")
        terminal.press("a wounded man, not a dead one\r")
        rejected = terminal.wait(KEYS)
        assert "Rejected." in rejected
        assert "; it was" in rejected or "has no figure any more" in rejected
        assert kinds(case) == [DecisionKind.ACCEPT, DecisionKind.REJECT]
        terminal.press("u")
        undone = terminal.wait(KEYS)
        assert "Undone." in undone
        assert "2 of" in undone
        terminal.press("q")
        terminal.wait("3 decisions in this sitting, on the disk.")
        assert terminal.ended() == 0
    decisions = load_decisions(case)
    assert [one.by for one in decisions] == ["R1"] * 3
    assert decisions[1].reason == "a wounded man, not a dead one"
    assert decisions[1].seen is not None


def test_a_correction_is_asked_for_field_by_field_and_tried_first(case: Path) -> None:
    with Terminal(["review", case, "--by", "R1"]) as terminal:
        terminal.wait(KEYS)
        terminal.press("c")
        terminal.wait("go back) ")
        terminal.press("colour\r")
        terminal.wait("Write one of")
        terminal.press("fig\r")
        terminal.wait("nothing of it): ")
        terminal.press("many\r")
        assert "write 24, 24-30" in terminal.wait("go back) ")
        terminal.press("figure\r")
        terminal.wait("nothing of it): ")
        terminal.press("40-50\r")
        assert "That would make" in terminal.wait("that is all) ")
        terminal.press("\r")
        terminal.wait("correcting) ")
        terminal.press("as the list says\r")
        assert "Corrected." in terminal.wait(KEYS)
        terminal.press("q")
        assert terminal.ended() == 0
    (one,) = load_decisions(case)
    assert one.kind is DecisionKind.CORRECT
    assert (one.value["low"], one.value["high"], one.value["form"]) == (40, 50, "range")
    assert one.reason == "as the list says"


def test_forward_back_later_help_and_keys_that_do_nothing(case: Path) -> None:
    with Terminal(["review", case, "--by", "R1"]) as terminal:
        first = terminal.wait(KEYS)
        for key, number in (("n", "2 of"), (" ", "3 of"), ("b", "2 of"), ("\x1b[D", "1 of"), ("\x1b[C", "2 of")):
            terminal.press(key)
            assert number in terminal.wait(KEYS)
        terminal.press("b")
        again = terminal.wait(KEYS)
        assert "1 of" in again
        assert [line for line in lines(again) if "[[" in line] == [line for line in lines(first) if "[[" in line]
        terminal.press("s")
        assert "Put behind the others." in terminal.wait(KEYS)
        terminal.press("?")
        assert "it stays in the log" in terminal.wait("Press a key to go back.")
        terminal.press("x")
        terminal.wait(KEYS)
        terminal.press("ф")
        assert "That key does nothing here" in terminal.wait(KEYS)
        terminal.press("aaa")
        assert "Several keys came at once" in terminal.wait(KEYS)
        for _ in range(3):
            terminal.press("n")
            shown = terminal.wait(KEYS)
        assert "That was the last claim." in shown
        terminal.press("a")
        assert "No claim is left" in terminal.wait(KEYS)
        terminal.press("q")
        assert terminal.ended() == 0
    assert kinds(case) == []


def test_going_back_on_a_rejection_writes_nothing(case: Path) -> None:
    with Terminal(["review", case, "--by", "R1"]) as terminal:
        terminal.wait(KEYS)
        for left in ("\r", "\x04", "\x03"):  # an empty line, Ctrl-D, Ctrl-C
            terminal.press("r")
            terminal.wait("go back) ")
            time.sleep(0.5)  # an interrupt between the question and the waiting for an answer goes unseen
            terminal.press(left)
            assert "Not rejected." in terminal.wait(KEYS)
        time.sleep(0.5)
        terminal.press("\x03")
        terminal.wait("0 decisions in this sitting")
        assert terminal.ended() == 0
    assert kinds(case) == []


def test_killed_after_a_key_what_was_shown_is_on_the_disk(case: Path) -> None:
    with Terminal(["review", case, "--by", "R1"]) as terminal:
        terminal.wait(KEYS)
        terminal.press("a")
        terminal.wait("Accepted.")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait(30)
    assert kinds(case) == [DecisionKind.ACCEPT]
    with Terminal(["review", case, "--by", "R1"]) as terminal:
        assert "; 2 in all" in terminal.wait(KEYS)


def test_a_window_that_changes_is_drawn_anew_within_it(case: Path) -> None:
    with Terminal(["review", case, "--by", "R1"]) as terminal:
        terminal.wait(KEYS)
        terminal.resize(44, 40)
        narrow = terminal.wait("quit")
        assert max(map(len, lines(narrow))) <= 44
        terminal.resize(80, 24)
        wide = terminal.wait(KEYS)
        assert max(map(len, lines(wide))) <= 80
        terminal.press("q")
        assert terminal.ended() == 0


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colour_the_words_are_marked_all_the_same(case: Path, environment: dict[str, str]) -> None:
    with Terminal(["review", case, "--by", "R1"], **environment) as terminal:
        terminal.wait(KEYS)
        assert "[[" in terminal.shown
        assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", terminal.shown.split("machine-read")[-1])
        terminal.press("q")
        assert terminal.ended() == 0


HOSTILE = "\x1b]0;owned\x07 \x1b[2J\u202e\u2066\x9b31m"


def test_a_text_that_steers_terminals_steers_none(case: Path) -> None:
    name = "name\u202e\x1b[31m.txt"
    said = f"The {HOSTILE} head said that 5 guards were killed{HOSTILE}."
    text = f"Riot at Selby\n\nA riot broke out at the prison in Selby, Tajikistan, on 4 May 2004.\n{said}\n"
    (case / "one.txt").unlink()
    (case / name).write_text(text, encoding="utf-8")
    with Terminal(["review", case, "--by", "R1\u202e"]) as terminal:
        assert "R1" not in terminal.shown
        assert terminal.ended() == 2
    with Terminal(["review", case, "--by", "R1"]) as terminal:
        terminal.wait(KEYS)
        terminal.press("q")
        assert terminal.ended() == 0
        shown = terminal.shown.partition("in all")[2]
    assert "owned" in shown or "guards" in shown
    assert "\x1b]" not in shown
    assert "\x1b[31m" not in shown
    assert not [
        sign for sign in shown if unicodedata.category(sign) in ("Cf", "Cc") and sign not in "\x1b\r\n\x08\u200c\u200d"
    ]


def test_lines_from_the_right_stand_by_themselves(case: Path) -> None:
    persian = "شورش در زندان\n\nدر زندان مارو شورش شد و ۱۲ زندانی کشته شدند.\n"
    (case / "one.txt").unlink()
    (case / "fa.txt").write_text(persian, encoding="utf-8")
    rows = "source,words,harm,group,low,high,by,on\nfa.txt,۱۲ زندانی کشته شدند,killed,prisoners,12,12,R2,2026-11-20\n"
    (case / "claims.csv").write_text(rows, encoding="utf-8")
    with Terminal(["review", case, "--by", "R1", "--all"]) as terminal:
        shown = lines(terminal.wait(KEYS))
        terminal.press("q")
        assert terminal.ended() == 0
    quoted = [line for line in shown if "[[" in line]
    assert quoted
    assert "۱۲ زندانی کشته شدند" in " ".join(shown)
    assert not [line for line in quoted if re.search("[A-Za-z]", line)]


def test_a_claim_that_is_decided_says_so(case: Path) -> None:
    with Terminal(["review", case, "--by", "R1"]) as terminal:
        terminal.wait(KEYS)
        terminal.press("r")
        terminal.wait("go back) ")
        terminal.press("hearsay\r")
        terminal.wait(KEYS)
        terminal.press("b")
        back = terminal.wait(KEYS)
        assert "rejected by R1 on" in back
        assert ": hearsay" in back
        assert "Accepting it would" in back
        terminal.press("a")
        terminal.wait(KEYS)
        terminal.press("q")
        assert terminal.ended() == 0
    first, second = load_decisions(case)
    assert second.over == (first.id,)
