"""An endpoint is asked in one way, within bounds, and whatever it replies is a value; the key is nowhere else."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tollbook.errors import SettingsError
from tollbook.extras import post as posting
from tollbook.extras.endpoint import Endpoint, make
from tollbook.extras.post import address_of
from tollbook.model.proposal import NoAnswer

sys.path.insert(0, str(Path(__file__).parent))
from endpoint_server import Server, serving, told

LOCAL = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
pytestmark = LOCAL
KEY = "sk-made-up-0123456789"
SAID = "Nine miners were killed at Kalot."
CLAIM = {"quote": SAID, "figure": "Nine miners", "harm": "killed"}


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []
    monkeypatch.setattr(posting.post, "__defaults__", (waited.append,))
    return waited


def endpoint(server: Server, seconds: int = 5) -> Endpoint:
    return make(
        {
            "TOLLBOOK_ENDPOINT_ADDRESS": server.address,
            "TOLLBOOK_ENDPOINT_MODEL": "small-1",
            "TOLLBOOK_ENDPOINT_KEY": KEY,
            "TOLLBOOK_ENDPOINT_SECONDS": str(seconds),
        }
    )


def test_a_good_answer_is_the_models_words_and_nothing_but_the_passage_is_sent() -> None:
    with serving(lambda _: told([CLAIM])) as server:
        one = endpoint(server)
        assert json.loads(str(one.answer(SAID))) == {"claims": [CLAIM]}
        ((headers, body),) = server.asked
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body["model"] == "small-1" and body["temperature"] == 0
    assert body["messages"][1] == {"role": "user", "content": SAID}
    assert KEY not in json.dumps(body) and KEY not in repr(one) and KEY not in one.address + one.version + one.prompt


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ((200, {}, told([CLAIM])[2][:60]), "cut off"),
        ((200, {}, b"<html>no</html>"), "not in the form"),
        ((200, {}, b"[" * 100_000), "not in the form"),
        ((200, {}, b'{"choices": []}'), "not in the form"),
        ((200, {}, b'{"choices": [{"message": "hello"}]}'), "not in the form"),
        ((200, {}, b'{"choices": [{"message": {"content": 7}}]}'), "no text"),
        ((200, {}, b"\xff\xfe\x00"), "not in the form"),
        (told([CLAIM], "length"), "cut off"),
        ((200, {}, b" " * (posting.MOST_BYTES + 10)), "too long"),
        ((400, {}, KEY.encode()), r"an error \(400\)"),
        ((301, {"Location": "http://192.0.2.1/"}, b""), "sends on"),
    ],
)
def test_a_broken_answer_is_said_to_be_one_and_asked_for_once(reply: Any, why: str) -> None:
    with serving(lambda _: reply) as server:
        said = endpoint(server).answer(SAID)
        assert len(server.asked) == 1
    assert isinstance(said, NoAnswer)
    assert pytest.importorskip("re").search(why, said.why)
    assert KEY not in said.why and SAID not in said.why


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_may_pass_is_tried_again_a_few_times(status: int, no_pauses: list[float]) -> None:
    replies = [(status, {"Retry-After": "7"}, b"busy"), (status, {}, b"busy"), told([CLAIM])]
    with serving(lambda _: replies.pop(0)) as server:
        assert isinstance(endpoint(server).answer(SAID), str)
    assert no_pauses == [7.0, 4.0]
    with serving(lambda _: (status, {"Retry-After": "999999"}, b"")) as server:
        assert isinstance(endpoint(server).answer(SAID), NoAnswer)
        assert len(server.asked) == posting.TRIES
    assert max(no_pauses) == 30


def test_a_key_that_is_refused_ends_the_asking() -> None:
    with serving(lambda _: (401, {}, f"your key {KEY} is wrong".encode())) as server:
        said = endpoint(server).answer(SAID)
    assert said == NoAnswer("it answered with an error (401)", stop=True)


def test_a_server_that_drips_is_left_when_the_time_is_over() -> None:
    with serving(lambda _: None) as server:
        begun = time.monotonic()
        said = endpoint(server, seconds=1).answer(SAID)
        assert time.monotonic() - begun < 3 * 4
    assert isinstance(said, NoAnswer) and said.why == "it took too long"


def test_nobody_there_is_said() -> None:
    with serving(lambda _: None) as server:
        one = endpoint(server)
    said = one.answer(SAID)
    assert isinstance(said, NoAnswer) and "cannot be reached" in said.why


def test_an_answer_that_repeats_the_key_is_not_kept() -> None:
    with serving(lambda _: told([CLAIM | {"speaker": KEY}])) as server:
        said = endpoint(server).answer(SAID)
    assert isinstance(said, NoAnswer) and said.stop and KEY not in said.why


@pytest.mark.parametrize(
    "address",
    [
        "http://llm.example/v1",  # not on this machine, and open to whoever is between
        "https://user:secret@llm.example/v1",
        "https://llm.example/v1?key=secret",
        "https://llm.example/v1#secret",
        "ftp://llm.example",
        "llm.example",
        "https://llm.example:port/",
        "https://llm.example/v1\r\nX: secret",
        "",
    ],
)
def test_an_address_that_is_no_place_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        address_of(address)
    assert "secret" not in str(wrong.value)


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "ключ"])
def test_a_key_with_strange_signs_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        make(
            {
                "TOLLBOOK_ENDPOINT_ADDRESS": "https://llm.example/v1",
                "TOLLBOOK_ENDPOINT_MODEL": "m",
                "TOLLBOOK_ENDPOINT_KEY": key,
            }
        )
    assert key not in str(wrong.value)


def test_where_nothing_is_set_it_is_said_what_to_set() -> None:
    with pytest.raises(SettingsError, match="TOLLBOOK_ENDPOINT_ADDRESS and TOLLBOOK_ENDPOINT_MODEL"):
        make({})
