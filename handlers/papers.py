"""What is said of each paper that has a date: its name, how long it is good, what to do and to read."""

from __future__ import annotations

from bot.store import Paper
from handlers.view import View

ICONS = {Paper.PASSPORT: "📘", Paper.VISA: "🛂", Paper.WORK_PERMIT: "💼", Paper.REPORT_90: "🗓"}

YEARS_AHEAD = {Paper.PASSPORT: 10, Paper.VISA: 5, Paper.WORK_PERMIT: 5, Paper.REPORT_90: 1}
"""Years offered after this one: passports are good for at most ten, MOU visas and permits for two and
two more."""

ARTICLES = {
    Paper.PASSPORT: "passport",
    Paper.VISA: "length-of-stay-renewal",
    Paper.WORK_PERMIT: "length-of-stay-renewal",
    Paper.REPORT_90: "address-90-days",
}
"""What to read about each paper; a content without the article gets no button."""


def title(view: View, paper: Paper) -> str:
    """Return icon and name of a paper."""
    return f"{ICONS[paper]} {_name(view, paper)}"


def _name(view: View, paper: Paper) -> str:
    match paper:
        case Paper.PASSPORT:
            return view.tr("Passport")
        case Paper.VISA:
            return view.tr("Visa")
        case Paper.WORK_PERMIT:
            return view.tr("Work permit")
        case Paper.REPORT_90:
            return view.tr("90-day report")


def question(view: View, paper: Paper) -> str:
    """Return what is asked to get its date."""
    if paper is Paper.REPORT_90:
        return view.tr("By which day must the next report be made?")
    return view.tr("Until which day is it valid? Look at the paper.")


def what_to_do(view: View, paper: Paper) -> str:
    """Return what to do before the date."""
    match paper:
        case Paper.PASSPORT:
            return view.tr("Ask now where you get a new one, and how long it takes.")
        case Paper.VISA | Paper.WORK_PERMIT:
            return view.tr("Ask your employer now who renews it, and when. Do not let it run out.")
        case Paper.REPORT_90:
            return view.tr("Ask your employer who reports your address. Keep a photo of the paper.")
