"""The benchmark of traffic, with a load so small that it proves nothing but that it runs."""

from __future__ import annotations

import json

import pytest

from benchmarks import traffic
from benchmarks.traffic_bots import START_SECONDS
from benchmarks.traffic_figures import Load, Measured, figures, report
from tests.e2e.conftest import learned


def test_a_short_run_prints_one_line_of_json_with_every_figure(
    capsys: pytest.CaptureFixture[str],
) -> None:
    learned()
    traffic.main(["--tiny", "--json", "--mode", "polling"])
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert found["ratio_to_echo"] >= 0  # so short a turn may be over before the first answer
    assert found["cpu_ratio"] > 0
    assert found["p99_ms_at_50"] > 0
    assert 20 < found["rss_mb"] < 1000
    assert 0 < found["start_s"] < START_SECONDS
    assert found["unanswered"] == 0
    assert [one["name"] for one in found["bots"]] == ["whole bot", "echo bot"]


def test_a_ratio_is_the_median_over_turns_that_met_the_same_machine() -> None:
    def turn(per_second: float, cpu_ms: float) -> Load:
        return Load(per_second, 10, 20, 30, cpu_ms, 0.5)

    whole = Measured("whole bot", "polling", 1.5, [turn(60, 10), turn(30, 11), turn(50, 12)])
    echo = Measured("echo bot", "polling", 0.5, [turn(100, 5), turn(40, 5), turn(100, 6)])
    whole.steady = echo.steady = turn(50, 8)
    found = figures([whole, echo])
    assert found["ratio_to_echo"] == 0.6
    assert found["cpu_ratio"] == 0.5
    printed = report([whole, echo])
    assert "| whole bot, polling |" in printed
    assert "at least 0.5 |" in printed


@pytest.mark.parametrize("arguments", [["--loud"], ["--mode", "pigeon"]])
def test_what_it_does_not_know_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        traffic.main(arguments)
