"""Charts of a report: few inks, words beside what they name, readable on a phone and in grey."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from threading import Lock

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from bot.fonts import FAMILY, WEIGHTS
from bot.report.privacy import Shown

_WIDTH = 5.4
"""Inches; letters of 11 points are then read on a phone as well."""
_DOTS = 200
"""Per inch: the picture is 1080 wide, three dots for each of a cheap phone."""
_LINE = 0.24
"""Inches of a line of text."""
_BAR = 0.2
_ROW = _LINE + _BAR + 0.14
"""A line, the bar under it, and some air."""
_OVER_TIME = 1.9
_UNDER = 0.35
"""Inches for the names under columns."""
_MARGIN = 0.2
_INK, _SOFT = "#1d2327", "#5a6570"
_BAR_INK = "#0072b2"
"""The blue of Okabe and Ito: dark enough in grey, and told from white by everybody."""
_FEW = 0.02
"""Width of the bar of a number that is not shown, as part of the longest."""

_REGULAR, _BOLD = (
    FontProperties(family=FAMILY, weight=weight, fname=str(WEIGHTS[weight]))
    for weight in (400, 700)
)
# Matplotlib keeps state of its own; two charts at once could spoil each other.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers with names, the first on top; or, ``over_time``, as columns from left to right.

    ``few`` stands at what is not shown.
    """

    title: str
    names: Sequence[str]
    numbers: Sequence[Shown]
    few: str
    over_time: bool = False

    @property
    def height(self) -> float:
        """Inches that the chart needs without its title."""
        if self.over_time:
            return _OVER_TIME
        return len(self.names) * _ROW


def svg(chart: Chart) -> str:
    """Return the chart without its title, for a page that has the font."""
    figure = Figure(figsize=(_WIDTH, chart.height))
    with _one_at_a_time, rc_context({"svg.fonttype": "none", "svg.hashsalt": "thangdee"}):
        _draw(chart, figure, 0)
        written = StringIO()
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    drawing = written.getvalue()
    drawing = re.sub(r"(?s)<metadata>.*?</metadata>\s*", "", drawing[drawing.index("<svg") :])
    return re.sub(r' id="(?:figure|axes|patch|text|line2d|xtick|ytick|matplotlib)\S*"', "", drawing)


def png(title: str, subtitle: str, charts: Sequence[Chart]) -> bytes:
    """Return one picture with all ``charts``, for a phone."""
    height = 1.15 + sum(chart.height + 0.65 for chart in charts)
    figure = Figure(figsize=(_WIDTH, height), dpi=_DOTS, facecolor="white")
    with _one_at_a_time:
        _write(figure, 0.2, title, 16, bold=True)
        _write(figure, 0.65, subtitle, 12, colour=_SOFT)
        top = 1.15
        for chart in charts:
            _write(figure, top, chart.title, 12.5, bold=True)
            _draw(chart, figure, top + 0.4, _MARGIN)
            top += chart.height + 0.65
        written = BytesIO()
        figure.savefig(written, format="png", metadata={"Software": None})
    return written.getvalue()


def _write(
    figure: Figure, top: float, text: str, size: float, *, bold: bool = False, colour: str = _INK
) -> None:
    """Write ``text`` ``top`` inches below the edge."""
    _, height = figure.get_size_inches()
    font = _BOLD if bold else _REGULAR
    figure.text(
        _MARGIN / _WIDTH, 1 - top / height, text, fontproperties=font, fontsize=size, color=colour,
        verticalalignment="top",
    )  # fmt: skip


def _draw(chart: Chart, figure: Figure, top: float, margin: float = 0.0) -> None:
    """Draw the chart ``top`` inches below the edge, ``margin`` inches from both sides."""
    _, height = figure.get_size_inches()
    below = _UNDER if chart.over_time else 0.0
    place = (
        margin / _WIDTH, 1 - (top + chart.height - below) / height,
        1 - 2 * margin / _WIDTH, (chart.height - below) / height,
    )  # fmt: skip
    draw = _columns if chart.over_time else _bars
    draw(chart, figure.add_axes(place))


def _bars(chart: Chart, axes: Axes) -> None:
    axes.set_axis_off()
    most = max((number or 0 for number in chart.numbers), default=0) or 1
    axes.set_xlim(0, most * 1.15)  # the rest is for the number behind the longest bar
    axes.set_ylim(chart.height, 0)
    for place, (name, number) in enumerate(zip(chart.names, chart.numbers, strict=True)):
        top = place * _ROW + _LINE
        length = _FEW * most if number is None else number
        axes.text(
            0, top - 0.07, name, fontproperties=_REGULAR, fontsize=11, color=_INK,
            verticalalignment="baseline",
        )  # fmt: skip
        _rectangle(axes, (0, top), (length, _BAR), number)
        axes.text(
            length + most * 0.01, top + _BAR / 2, chart.few if number is None else f"{number:,}",
            fontproperties=_BOLD, fontsize=11, color=_INK, verticalalignment="center_baseline",
        )  # fmt: skip


def _columns(chart: Chart, axes: Axes) -> None:
    most = max((number or 0 for number in chart.numbers), default=0) or 1
    axes.set_xlim(-1, len(chart.numbers))
    axes.set_ylim(0, most * 1.18)
    for place, number in enumerate(chart.numbers):
        tall = number if number is not None else 2 * _FEW * most
        _rectangle(axes, (place - 0.38, 0), (0.76, tall), number)
    for spine in ("top", "left", "right"):
        axes.spines[spine].set_visible(False)
    axes.spines["bottom"].set_color(_SOFT)
    axes.set_yticks([])
    step = max(1, -(-len(chart.names) // 8))
    places = range(0, len(chart.names), step)
    axes.set_xticks(list(places), [chart.names[n] for n in places])
    axes.tick_params(axis="x", length=3, color=_SOFT)
    for label in axes.get_xticklabels():
        label.set_fontproperties(_REGULAR)
        label.set_fontsize(10)
        label.set_color(_INK)
    _label_columns(chart, axes, most)


def _label_columns(chart: Chart, axes: Axes, most: int) -> None:
    """Write numbers over all columns if there is room, else over the highest and the last.

    The first column that is not shown says so for all.
    """
    known = [(n, number) for n, number in enumerate(chart.numbers) if number]
    if len(chart.numbers) > 16 and known:
        known = list({max(known, key=lambda one: one[1]), known[-1]})
    if None in chart.numbers:
        axes.text(
            chart.numbers.index(None), 3 * _FEW * most, chart.few, fontproperties=_REGULAR,
            fontsize=8, color=_SOFT, rotation=90, horizontalalignment="center",
            verticalalignment="bottom",
        )  # fmt: skip
    for place, number in known:
        axes.text(
            place, number + most * 0.03, f"{number:,}", fontproperties=_BOLD, fontsize=10,
            color=_INK, horizontalalignment="center",
        )  # fmt: skip


def _rectangle(
    axes: Axes, corner: tuple[float, float], size: tuple[float, float], number: Shown
) -> None:
    """Draw a bar: full for a number, hatched for one that is not shown."""
    bar = Rectangle(corner, *size, facecolor=_BAR_INK, linewidth=0)
    if number is None:
        bar = Rectangle(
            corner, *size, facecolor="white", edgecolor=_SOFT, hatch="////", linewidth=0.6
        )
    axes.add_patch(bar)
