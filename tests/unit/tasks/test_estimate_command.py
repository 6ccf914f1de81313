import json

import pytest
from click.testing import CliRunner

from tollbook.cli.main import main

TABLE = "EXH,ABA,OSCE,HRW,count\n" + "\n".join(
    ",".join([*f"{bits:04b}", str(n)])
    for bits, n in zip(
        range(15, 0, -1), (27, 181, 18, 177, 42, 228, 106, 1131, 32, 217, 31, 845, 123, 936, 306), strict=True
    )
)


def run(tmp_path, *options: str, text: str = TABLE):
    path = tmp_path / "lists.csv"
    path.write_text(text, "utf-8")
    return CliRunner().invoke(main, ["estimate", str(path), *options])


def test_as_json_it_has_the_shape_that_others_read(tmp_path) -> None:
    ran = run(tmp_path, "--methods", "loglinear,chapman", "--json", "--seed", "7")
    found = json.loads(ran.output)
    assert ran.exit_code == 0
    assert found["table"] == {"lists": ["EXH", "ABA", "OSCE", "HRW"], "n": 4400, "cells": 15} | {
        "sha256": found["table"]["sha256"]
    }
    assert found["seed"] == 7
    assert [one["method"] for one in found["results"]] == ["chapman"] * 6 + ["loglinear"] * 2
    assert set(found["results"][0]) == set(
        "method model status reasons estimate se low median high level rhat ess_bulk ess_tail statement".split()
    )
    assert round(found["results"][6]["estimate"], 1) == 10356.5


def test_as_text_every_interval_stands_on_one_axis(tmp_path) -> None:
    ran = run(tmp_path, "--methods", "chapman,chao,loglinear,dga")
    lines = ran.output.splitlines()
    assert "10,357 (9,004–12,106)" in ran.output
    axes = [line for line in lines if "├" in line and "┤" in line and "(" in line and "axis" not in line]
    assert len({line.index("·") if "·" in line else 0 for line in axes}) == 1
    assert " ".join(ran.output.split()).count("no list could have recorded") == 1
    assert max(map(len, lines)) < 130


def test_a_refusal_says_why_and_gives_no_number(tmp_path) -> None:
    ran = run(tmp_path, "--json", text="a,b,c,count\n1,0,0,60\n0,1,0,40\n0,0,1,20\n")
    assert ran.exit_code == 0
    for one in json.loads(ran.output)["results"]:
        assert one["status"] == "refused"
        assert one["estimate"] is one["low"] is one["median"] is None
        assert "no-overlap" in one["reasons"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--methods", "magic"], "There is no method 'magic'"),
        (["--one-voice", "EXH"], "--one-voice takes the names of two lists"),
        (["--one-voice", "EXH,NONE"], "there are: EXH, ABA, OSCE, HRW"),
    ],
)
def test_wrong_use_is_told_and_ends_with_two(tmp_path, options, says) -> None:
    ran = run(tmp_path, *options)
    assert ran.exit_code == 2
    assert says in ran.output


def test_a_bad_table_is_told_with_its_place(tmp_path) -> None:
    ran = run(tmp_path, text="a,b,c,count\n1,0,0,-6\n")
    assert (ran.exit_code, ran.output) == (
        2,
        "tollbook: lists.csv: Row 1: the count is below 0. A count is 0, 1, 2 and so on.\n",
    )


def test_no_file_is_told(tmp_path) -> None:
    ran = CliRunner().invoke(main, ["estimate", str(tmp_path / "none.csv")])
    assert ran.exit_code == 2
    assert "It could not be opened: No such file or directory." in ran.output


def test_what_an_answer_leans_on_stands_in_both_forms(tmp_path) -> None:
    found = json.loads(run(tmp_path, "--methods", "dga", "--leans", "dga", "--json").output)["leans_on"]
    assert set(found) == {"method", "xi", "leave_one_out", "merge_two", "consistency", "linkage", "trajectory"}
    assert [one["known"] for one in found["consistency"]] == [1910, 1528, 1786, 685]
    text = run(tmp_path, "--methods", "dga", "--leans", "dga").output
    assert "3 of 4 intervals hold what is known." in text
    assert "29,484" in text


def test_by_strata_each_and_the_sum(tmp_path) -> None:
    rows = TABLE.splitlines()
    text = "sex," + rows[0] + "\n" + "\n".join(f"{sex},{row}" for row in rows[1:] for sex in "fm")
    ran = run(tmp_path, "--methods", "loglinear", "--by", "sex", "--json", text=text)
    found = json.loads(ran.output)
    assert [one["stratum"] for one in found["strata"]] == ["f", "m"]
    assert found["results"][0]["model"] == "sum of 2 strata"
    assert found["results"][0]["median"] == pytest.approx(2 * 10356.5, rel=0.02)
    assert found["table"]["n"] == 8800
    assert "By stratum:" in run(tmp_path, "--methods", "loglinear", "--by", "sex", text=text).output
    wrong = run(tmp_path, "--methods", "chao", "--by", "sex", text=text)
    assert (wrong.exit_code, "no draws to put together" in wrong.output) == (2, True)


def test_imputed_replicates_are_combined_and_each_is_shown(tmp_path) -> None:
    rows = TABLE.splitlines()
    moved = [
        f"{at},{row.rpartition(',')[0]},{int(row.rpartition(',')[2]) + 3 * at}" for at in range(4) for row in rows[1:]
    ]
    text = "replicate," + rows[0] + "\n" + "\n".join(moved)
    found = json.loads(run(tmp_path, "--methods", "dga", "--imputed", "replicate", "--json", text=text).output)
    assert [one["table"]["n"] for one in found["replicates"]] == [4400, 4445, 4490, 4535]
    (whole,) = found["results"]
    assert (whole["status"], whole["reasons"]) == ("conditional", ["few-replicates"])
    assert "4,468 of them were seen" in whole["statement"]
    medians = [one["results"][0]["median"] for one in found["replicates"]]
    assert min(medians) < whole["median"] < max(medians)
    assert whole["high"] - whole["low"] > max(
        one["results"][0]["high"] - one["results"][0]["low"] for one in found["replicates"]
    )
    text = run(tmp_path, "--methods", "dga", "--imputed", "replicate", text=text).output
    assert "4 imputed replicates of 4,400 to 4,535 persons on 4 lists" in text
    assert "By replicate:" in text


def test_draws_that_are_kept_are_gone_on_from(tmp_path) -> None:
    kept = tmp_path / "draws"
    asked = ["--methods", "lcm", "--chains", "2", "--classes", "3", "--json", "--resume", str(kept)]
    short = json.loads(run(tmp_path, *asked, "--sweeps", "512").output)["results"][0]
    on = json.loads(run(tmp_path, *asked, "--sweeps", "2048").output)["results"][0]
    kept.unlink()
    whole = json.loads(run(tmp_path, *asked, "--sweeps", "2048").output)["results"][0]
    assert short != on == whole
    kept.write_bytes(b"nothing")
    assert "no saved state" in run(tmp_path, *asked).output
    other = run(tmp_path, *asked, "--by", "EXH")
    assert (other.exit_code, "keeps the draws of one table" in other.output) == (2, True)
    kept.unlink()
    kept.mkdir()
    assert "could not be read" in run(tmp_path, *asked).output


def test_strata_or_replicates(tmp_path) -> None:
    wrong = run(tmp_path, "--by", "EXH", "--imputed", "ABA")
    assert (wrong.exit_code, "not both" in wrong.output) == (2, True)
