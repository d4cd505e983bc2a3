"""Screens of reminders: what is kept, the choice of a date, and the message that comes before it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from bot.dates import BUDDHIST_YEARS, Fault, in_digits
from bot.store import Paper, Reminder
from handlers import papers
from handlers.pages import article_rows
from handlers.reminder_routes import (
    ConfirmDate,
    KeepReminder,
    PickDate,
    RemoveReminder,
    RenewReminder,
)
from handlers.richtext import RichText, bold, joined
from handlers.routes import (
    Place,
    Target,
)
from handlers.screen import Button, Rows, Screen
from handlers.view import View

REPORT_EVERY = timedelta(days=90)
LONGEST_MONTH = 8
"""Letters of a month's name beside its number on one of three buttons of a 360-pixel phone."""

EXAMPLE = "31/12/2027"

_YEARS_IN_ROW, _MONTHS_IN_ROW, _DAYS_IN_ROW, _DATES_IN_ROW = 3, 3, 7, 2


def overview(view: View, kept: Sequence[Reminder] = (), note: str = "") -> Screen:
    """Return what is kept, each to be removed with a tap, and the papers that one can be reminded of."""
    tr = view.tr
    content = joined(
        [
            RichText(note),
            bold(f"⏰ {tr('Reminders')}"),
            joined([RichText(f"• {_titled(view, one.paper, one.due)}") for one in kept]),
            RichText(
                tr("I write to you 60, 30 and 7 days before a date. Which paper is it about?")
            ),
            RichText() if kept else _what_is_kept(view),
        ],
        "\n\n",
    )
    remove = [
        Button(
            f"🗑 {papers.ICONS[one.paper]} {in_digits(one.due)}", RemoveReminder(one.paper, one.due)
        )
        for one in kept
    ]
    rows = (*_rows(remove, _DATES_IN_ROW), *_papers(view, PickDate))
    return Screen(content, (*rows, *view.foot(Place.REMINDERS)))


def pick(
    view: View, paper: Paper, today: date, year: int = 0, month: int = 0, note: str = ""
) -> Screen:
    """Return the choice of a year, or of a month in ``year``, or of a day in ``month``.

    Only days after today are offered; what an old button says of days that are past is asked anew.
    """
    first = today + timedelta(days=1)
    if not first.year <= year <= first.year + papers.YEARS_AHEAD[paper]:
        year = month = 0
    if not 1 <= month <= 12 or (year, month) < (first.year, first.month):
        month = 0
    lines = [
        RichText(note),
        bold(papers.title(view, paper)),
        RichText(papers.question(view, paper)),
    ]
    here = PickDate(paper, year, month)
    back: Target = Place.REMINDERS
    if not year:
        years = range(first.year, first.year + papers.YEARS_AHEAD[paper] + 1)
        choices = [Button(f"{one} · {one + BUDDHIST_YEARS}", PickDate(paper, one)) for one in years]
        rows = _rows(choices, _YEARS_IN_ROW)
        lines.append(
            RichText(view.tr("Choose the year, or write: {example}", example=_typed(paper)))
        )
    elif not month:
        months = range(first.month if year == first.year else 1, 13)
        choices = [Button(_month(view, one), PickDate(paper, year, one)) for one in months]
        rows, back = _rows(choices, _MONTHS_IN_ROW), PickDate(paper)
        lines.append(RichText(f"{year} · {year + BUDDHIST_YEARS}"))
    else:
        begin = first.day if (year, month) == (first.year, first.month) else 1
        days = [date(year, month, day) for day in range(begin, monthrange(year, month)[1] + 1)]
        choices = [Button(str(day.day), ConfirmDate(paper, day)) for day in days]
        rows, back = _rows(choices, _DAYS_IN_ROW), PickDate(paper, year)
        lines.append(RichText(f"{view.tr.month(month)} {year} · {year + BUDDHIST_YEARS}"))
    return Screen(joined(lines), (*rows, *view.foot(here, back)))


def of_which_paper(view: View, due: date) -> Screen:
    """Return the papers of which a date can be that was written without one."""
    content = bold(f"⏰ {in_full(view, due)}") + "\n" + view.tr("Which paper is it about?")
    rows = _papers(view, lambda paper: ConfirmDate(paper, due))
    return Screen(content, (*rows, *view.foot(Place.REMINDERS)))


def refused(view: View, fault: Fault, paper: Paper | None, today: date) -> Screen:
    """Return why a written date is not taken, and the way to choose one."""
    note = f"⚠️ {_reason(view, fault)}"
    return overview(view, note=note) if paper is None else pick(view, paper, today, note=note)


def confirm(view: View, paper: Paper, due: date, today: date) -> Screen:
    """Return the question whether a date is right, with the days on which messages will come.

    A date so near that none would come is not kept: then it is time to act.
    """
    tr = view.tr
    if due < today:
        return refused(view, Fault.PAST, paper, today)
    days = Reminder(0, paper, due).days(today)
    lines = [bold(papers.title(view, paper)), RichText(in_full(view, due))]
    here = ConfirmDate(paper, due)
    other = Button(f"✏️ {tr('Another date')}", PickDate(paper))
    if not days:
        lines.append(RichText(f"⚠️ {_days_left(view, due, today)}"))
        lines.append(RichText(tr("That is too soon for a reminder. Do it today.")))
        lines.append(RichText(papers.what_to_do(view, paper)))
        rows = (*_articles(view, paper), *_report_done(view, paper, due), (other,))
        return Screen(joined(lines), (*rows, *view.foot(here, Place.REMINDERS)))
    lines.append(RichText(tr("Is this date right? Then I write to you on:")))
    lines += [RichText(f"• {tr.date(day)}") for day in days]
    yes = Button(f"✅ {tr('Yes, remind me')}", KeepReminder(paper, due))
    return Screen(joined(lines), ((yes,), (other,), *view.foot(here, Place.REMINDERS)))


def notice(view: View, reminder: Reminder, today: date) -> Screen:
    """Return the message that comes before a date: what to do, what to read, and the end of it."""
    paper, due = reminder.paper, reminder.due
    lines = [
        bold(f"⏰ {papers.title(view, paper)}"),
        RichText(in_full(view, due)),
        RichText(_days_left(view, due, today)),
        RichText(papers.what_to_do(view, paper)),
    ]
    remove = Button(f"🗑 {view.tr('Remove this reminder')}", RemoveReminder(paper, due))
    done = Button(f"✅ {view.tr('Done: next date')}", RenewReminder(paper, due))
    rows = (*_articles(view, paper), *(_report_done(view, paper, due) or ((done,),)), (remove,))
    return Screen(joined(lines), (*rows, *view.foot(Place.REMINDERS)))


def in_full(view: View, day: date) -> str:
    """Return a day in words, with the year of the Buddhist era that Thai papers show."""
    return view.tr(
        "{date} (Thai year {year})", date=view.tr.date(day), year=day.year + BUDDHIST_YEARS
    )


def kept_note(view: View, paper: Paper, due: date) -> str:
    """Return that a date is kept."""
    return f"✅ {view.tr('I will remind you:')} {_titled(view, paper, due)}"


def _report_done(view: View, paper: Paper, due: date) -> Rows:
    """Return the button that moves a report by 90 days; nothing for other papers."""
    if paper is not Paper.REPORT_90:
        return ()
    label = view.tr("Done: next on {date}", date=in_digits(due + REPORT_EVERY))
    return ((Button(f"✅ {label}", RenewReminder(paper, due)),),)


def _articles(view: View, paper: Paper) -> Rows:
    found = view.article(papers.ARTICLES[paper])
    return article_rows(view, [found]) if found else ()


def _titled(view: View, paper: Paper, due: date) -> str:
    return f"{papers.title(view, paper)}: {view.tr.date(due)}"


def _what_is_kept(view: View) -> RichText:
    return RichText(
        view.tr(
            "I keep only the date, the paper and this chat, until the date is past or you "
            "remove it. Whoever looks at this phone can read my message."
        )
    )


def _month(view: View, number: int) -> str:
    """Return number and name of a month, shortened in languages whose names a phone would cut."""
    longest = max(len(view.tr.month(one)) for one in range(1, 13))
    return f"{number} {view.tr.month(number, short=longest > LONGEST_MONTH)}"


def _days_left(view: View, due: date, today: date) -> str:
    days = (due - today).days
    if days < 0:
        return view.tr("This date is past.")
    return view.tr("Days left: {days}", days=days)


def _reason(view: View, fault: Fault) -> str:
    tr = view.tr
    match fault:
        case Fault.NONE:
            return tr("I found no date. Write day, month, year: {example}", example=EXAMPLE)
        case Fault.IMPOSSIBLE:
            return tr(
                "There is no such day. Write the day first, then the month: {example}",
                example=EXAMPLE,
            )
        case Fault.PAST:
            return tr("This date is past. Choose a day to come.")
        case Fault.FAR:
            return tr("This date is too far away. Look at the year again.")


def _typed(paper: Paper) -> str:
    return f"/remind {paper.value} {EXAMPLE}"


def _papers(view: View, leads: Callable[[Paper], Target]) -> Rows:
    """Return a button for each paper; only the short names share a row, a phone would cut the others."""
    first, second, *others = (Button(papers.title(view, one), leads(one)) for one in Paper)
    return ((first, second), *((button,) for button in others))


def _rows(buttons: Sequence[Button], columns: int) -> Rows:
    starts = range(0, len(buttons), columns)
    return tuple(tuple(buttons[start : start + columns]) for start in starts)
