"""Plots as SVG, drawn with classes that the page's style sheet colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bot.evaluate.curve import Point, at
from bot.evaluate.figures import Bin

_WIDTH, _HEIGHT = 360, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 20, 14, 40
"""Margins that hold the numbers and names of the axes."""
_NICE = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1.0)
"""Ends of an axis whose fifths are whole per cent."""
_STEPS = 5
_LABEL = 0.2
"""Share of the width that a label takes."""


class _Frame:
    """Axes from 0 to 1 across and from 0 to ``top`` upwards."""

    def __init__(self, across: str, upwards: str, top: float = 1.0) -> None:
        self._top = top
        self._parts = [
            f'<text class="name" x="{(_LEFT + _WIDTH - _RIGHT) / 2:.0f}" y="{_HEIGHT - 6}" '
            f'text-anchor="middle">{escape(across)}</text>',
            f'<text class="name" transform="translate(11 {(_TOP + _HEIGHT - _BOTTOM) / 2:.0f}) '
            f'rotate(-90)" text-anchor="middle">{escape(upwards)}</text>',
        ]
        for step in range(_STEPS + 1):
            share = step / _STEPS
            self.line([(share, 0), (share, top)], "grid")
            self.line([(0, share * top), (1, share * top)], "grid")
            self._text(share, 0, f"{share:.0%}", 'dy="15" text-anchor="middle"')
            self._text(0, share * top, f"{share * top:.0%}", 'dx="-5" dy="4" text-anchor="end"')

    def _x(self, share: float) -> float:
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def _y(self, share: float) -> float:
        return _HEIGHT - _BOTTOM - share / self._top * (_HEIGHT - _TOP - _BOTTOM)

    def _text(self, x: float, y: float, text: str, place: str) -> None:
        at_place = f'x="{self._x(x):.1f}" y="{self._y(y):.1f}"'
        self._parts.append(f"<text {at_place} {place}>{escape(text)}</text>")

    def line(self, points: Iterable[tuple[float, float]], style: str) -> None:
        """Draw a line through ``points``."""
        path = " ".join(f"{self._x(x):.1f},{self._y(y):.1f}" for x, y in points)
        self._parts.append(f'<polyline class="{style}" points="{path}"/>')

    def dot(self, x: float, y: float, title: str, radius: float = 4.5) -> None:
        """Draw a dot that is named when pointed at."""
        self._parts.append(
            f'<circle class="dot" cx="{self._x(x):.1f}" cy="{self._y(y):.1f}" r="{radius:.1f}">'
            f"<title>{escape(title)}</title></circle>"
        )

    def label(self, x: float, y: float, text: str) -> None:
        """Write beside a dot: left of it, where a rising curve is not, if there is room."""
        place = 'dx="-8" dy="-7" text-anchor="end"' if x > _LABEL else 'dx="8" dy="-7"'
        self._text(x, y, text, f'class="label" {place}')

    def svg(self, title: str) -> str:
        """Return the drawing."""
        return (
            f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(title)}">'
            + "".join(self._parts)
            + "</svg>"
        )


def cutoff_plot(points: Sequence[Point], marks: Sequence[tuple[str, float]]) -> str:
    """Draw the share of wrong sure answers over that of sure answers as the cut-off moves.

    ``marks`` are the cut-offs in use, with their names.
    """
    highest = max((point.wrong for point in points), default=0.0)
    top = next(end for end in _NICE if highest <= end)
    frame = _Frame("answered with one article", "and wrong, of all questions", top)
    frame.line([(0, 0), *((point.sure, point.wrong) for point in points)], "curve")
    for name, cutoff in marks:
        point = at(points, cutoff)
        frame.dot(point.sure, point.wrong, f"{point.sure:.1%}, {point.wrong:.1%} wrong")
        frame.label(point.sure, point.wrong, f"{name} {cutoff:g}")
    return frame.svg("Wrong sure answers over sure answers as the cut-off moves")


def calibration_plot(bins: Sequence[Bin]) -> str:
    """Draw how often the first article was right over the probability stated for it."""
    frame = _Frame("stated probability", "observed: the first article is right")
    frame.line([(0, 0), (1, 1)], "ideal")
    most = max((one.observed.of for one in bins), default=1)
    for one in bins:
        low, high = one.observed.interval
        frame.line([(one.stated, low), (one.stated, high)], "range")
    frame.line([(one.stated, one.observed.value) for one in bins], "curve")
    for one in bins:
        told = f"stated {one.stated:.0%}, right {one.observed.count} of {one.observed.of}"
        radius = 2.5 + 4 * (one.observed.of / most) ** 0.5
        frame.dot(one.stated, one.observed.value, told, radius)
    return frame.svg("How often the first article is right, over the probability stated for it")
