"""The benchmark of traffic, with a load so small that it proves nothing but that it runs."""

from __future__ import annotations

import json
import os

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


@pytest.mark.usefixtures("server")  # where it runs, another PostgreSQL does
def test_one_process_is_compared_with_two_that_share_the_updates(
    capsys: pytest.CaptureFixture[str],
) -> None:
    learned()
    traffic.main(["--tiny", "--json", "--replicas", "--mode", "webhook"])
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert found["ratio_two_to_one"] >= 0
    assert found["unanswered"] == 0
    one, two = found["bots"]
    assert [len(bot["answered"]) for bot in (one, two)] == [1, 2]
    assert sum(one["answered"]) > 20
    assert min(two["answered"]) > 10  # the crowd writes 20 times even before it is measured


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


def test_the_table_of_replicas_says_who_was_busy_and_who_answered() -> None:
    def house(number: int, per_second: float, cpu_ms: float, answered: list[int]) -> Measured:
        turn = Load(per_second, 10, 20, 30, cpu_ms, 0.2, balancer_busy=0.05, database_busy=0.15)
        found = Measured("whole bot", f"{number} processes", turns=[turn, turn], steady=turn)
        found.answered = answered
        return found

    measured = [house(1, 100, 8, [1100]), house(2, 150, 10, [600, 590])]
    found = figures(measured)
    assert found["ratio_two_to_one"] == 1.5
    assert found["cpu_ratio_two_to_one"] == 1.25
    assert "ratio_to_echo" not in found
    printed = report(measured)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in printed.splitlines()]
    at_most = f"{(os.cpu_count() or 1) * 1000 / 12:.0f}/s"
    shares = ["80%", "5%", "15%", "20%", "120%"]
    assert ["1 processes", *shares, "12.0", at_most, "1,100"] in rows
    assert ["2 processes", "150%", *shares[1:-1], "190%"] in [row[:6] for row in rows]
    assert [row[-1] for row in rows if row[:1] == ["2 processes"]] == ["600 + 590"]
    assert "1.50 of the updates, 1.25 of the bot's processor" in printed
    assert "at least 0.5" not in printed  # the goals are of a comparison with the echo bot


@pytest.mark.parametrize(
    "arguments",
    [["--loud"], ["--mode", "pigeon"], ["--replicas", "--mode", "polling"]],
)
def test_what_it_does_not_know_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        traffic.main(arguments)
