"""What staff see of alerts: how to write one, the list, and a card that tells how far one has come."""

from __future__ import annotations

from collections.abc import Sequence

from bot.alerts import Fault, Found
from bot.store import Alert, AlertStatus, AlertTopic, Tally
from handlers.alert_routes import StaffAct, StaffAlert
from handlers.alerts.message import ICONS, title
from handlers.richtext import RichText, bold, joined
from handlers.screen import Button, Rows, Screen
from handlers.view import View

BAR_SIGNS = 10


def usage(view: View, alerts: Sequence[Alert]) -> Screen:
    """Return how staff write an alert, and the ``alerts`` of late as buttons."""
    tr = view.tr
    example = "/alert scams\n" + "\n".join(f"--- {one.code}\n…" for one in view.languages())
    topics = joined([RichText(f"{topic} · {title(view, topic)}") for topic in AlertTopic])
    paragraphs = [
        bold(f"🔔 {tr('Write an alert')}"),
        RichText(tr("Send one message like this, with the text in every language:")),
        RichText(example),
        RichText(tr("Topics:")) + "\n" + topics,
        RichText(tr("You see it as people will, and how many get it, before anything is sent.")),
    ]
    rows = tuple(
        (Button(f"{ICONS[one.topic]} {one.id} · {_status(view, one)}", _to(one, StaffAct.SHOW)),)
        for one in alerts
    )
    return Screen(joined(paragraphs, "\n\n"), (*rows, *_home(view)))


def faulty(view: View, found: Sequence[Found]) -> Screen:
    """Return why a text cannot be sent."""
    lines = [RichText(_told(view, one)) for one in found]
    content = joined([bold(view.tr("This alert cannot be sent yet:")), *lines])
    return Screen(content, _home(view))


def card(view: View, alert: Alert, tally: Tally, receivers: int) -> Screen:
    """Return where an alert stands and what can be done with it.

    ``receivers`` is how many would get a draft. A reply to the card changes a draft and corrects what
    was sent: its buttons say which alert it is.
    """
    tr = view.tr
    heading = bold(f"🔔 {alert.id} · {title(view, alert.topic)}") + f"\n{_status(view, alert)}"
    if alert.corrects is not None:
        heading += "\n✏️ " + tr("Correction of alert {number}", number=alert.corrects)
    draft = alert.status is AlertStatus.DRAFT
    lines = [heading]
    if draft:
        lines.append(RichText(tr("It goes to this many chats: {number}", number=receivers)))
        lines.append(RichText(tr("To change it, reply to this message with all of its text.")))
    else:
        if tally.total:
            lines.append(RichText(f"{bar(tally)} {tally.settled}/{tally.total}"))
        lines.append(_fates(view, tally))
        lines.append(
            RichText(
                tr("To correct it, reply to this message with the right text in every language.")
            )
        )
    return Screen(joined(lines, "\n\n"), (*_actions(view, alert, tally, receivers), *_home(view)))


def bar(tally: Tally) -> str:
    """Return how far an alert has come as a bar of ten signs."""
    full = BAR_SIGNS * tally.settled // max(tally.total, 1)
    return "▓" * full + "░" * (BAR_SIGNS - full)


def _fates(view: View, tally: Tally) -> RichText:
    tr = view.tr
    numbers = {
        tr("arrived"): tally.sent,
        tr("blocked or gone"): tally.unreachable,
        tr("refused by Telegram"): tally.failed,
        tr("not sent any more"): tally.cancelled,
        tr("on their way"): tally.sending,
        tr("unknown whether they arrived"): tally.unknown,
        tr("unknown, left as they are"): tally.left,
    }
    shown = [RichText(f"{name}: {number}") for name, number in numbers.items() if number]
    return joined(shown)


def _actions(view: View, alert: Alert, tally: Tally, receivers: int) -> Rows:
    tr = view.tr
    cancel = Button(f"✖️ {tr('Cancel')}", _to(alert, StaffAct.CANCEL))
    rows: list[tuple[Button, ...]] = []
    match alert.status:
        case AlertStatus.DRAFT if receivers:
            label = f"✅ {tr('Send')} · {receivers}"
            rows.append((Button(label, _to(alert, StaffAct.SEND)), cancel))
        case AlertStatus.DRAFT:
            rows.append((cancel,))
        case AlertStatus.SENDING:
            rows.append((Button(f"⏸ {tr('Pause')}", _to(alert, StaffAct.PAUSE)), cancel))
        case AlertStatus.PAUSED:
            rows.append((Button(f"▶️ {tr('Go on')}", _to(alert, StaffAct.RESUME)), cancel))
    if tally.unknown:
        again = Button(f"🔁 {tr('Send to the unknown again')}", _to(alert, StaffAct.AGAIN))
        rows += [(again,), (Button(tr("Leave the unknown"), _to(alert, StaffAct.LEAVE)),)]
    back = Button(f"🔔 {tr('All alerts')}", _to(alert, StaffAct.LIST))
    fresh = Button(f"🔄 {tr('Refresh')}", _to(alert, StaffAct.SHOW))
    return (*rows, (back, fresh))


def _to(alert: Alert, act: StaffAct) -> StaffAlert:
    return StaffAlert(act, alert.id)


def _home(view: View) -> Rows:
    return ((view.menu_button(), view.sos_button()),)


def _status(view: View, alert: Alert) -> str:
    tr = view.tr
    return {
        AlertStatus.DRAFT: tr("draft"),
        AlertStatus.SENDING: tr("being sent"),
        AlertStatus.PAUSED: tr("paused"),
        AlertStatus.DONE: tr("done"),
        AlertStatus.CANCELLED: tr("cancelled"),
    }[alert.status]


def _told(view: View, found: Found) -> str:
    tr, what = view.tr, found.what
    said = {
        Fault.NO_LANGUAGE: tr("Begin with a line that names the language: --- {what}", what=what),
        Fault.UNKNOWN: tr("This bot does not speak the language of the line --- {what}", what=what),
        Fault.TWICE: tr("The line --- {what} stands there twice", what=what),
        Fault.MISSING: tr("No text stands under a line --- {what}", what=what),
        Fault.TOO_LONG: tr("Too long for one message, by this many letters: {what}", what=what),
        Fault.LINK: tr("No article or contact is called {what}", what=what),
    }[found.fault]
    return f"{found.line}: {said}" if found.line else said
