"""What is kept of people, said in plain words; and the way to delete it, with proof."""

from __future__ import annotations

from bot.i18n import Translator
from bot.store import Forgotten
from handlers.richtext import RichText, bold, joined
from handlers.routes import ForgetMe, Place
from handlers.screen import Button, Screen
from handlers.view import View


def privacy(view: View) -> Screen:
    """Return in a few short lines what is kept and what is not."""
    tr = view.tr
    days = view.settings.retention.unanswered_days
    paragraphs = [
        bold(f"🔒 {tr('Privacy')}"),
        RichText(tr("I do not keep who you are: no name, no phone number, no Telegram account.")),
        _listed(
            tr("Under a secret code I keep:"),
            tr("your language and country"),
            tr("who gave you the link to me"),
            tr("the last day you were here"),
        ),
        _listed(
            tr("Only if you ask for it:"),
            tr("reminders and alerts. To send them I need your chat number."),
        ),
        _listed(
            tr("To make the answers better, without you:"),
            tr("how often each page is read"),
            tr("questions that I cannot answer, without names and numbers, {n} days", n=days),
        ),
        RichText(tr("You can delete everything: /forget")),
    ]
    more = Button(f"🔎 {tr('In detail')}", Place.DETAILS)
    later = (view.remind_button(), view.hide_button())
    rows = ((more, _delete(tr)), later, *view.foot(Place.PRIVACY))
    return Screen(joined(paragraphs, "\n\n"), rows)


def details(view: View) -> Screen:
    """Return for how long each thing is kept, and what is taken out of questions."""
    tr, kept = view.tr, view.settings.retention
    lines = [
        tr(
            "🔑 Your secret code is made from the chat number. Nobody can turn it back without the "
            "operator's key. It is deleted {n} days after your last visit.",
            n=kept.people_days,
        ),
        tr(
            "⏱ For half an hour I remember which page you read last and whether I had an answer. In "
            "groups I do not."
        ),
        tr(
            "🧹 For 48 hours I keep the numbers of the messages here, mine and yours, not what they "
            "say. So /hide can delete them."
        ),
        *_on_their_way(view),
        tr(
            "❓ From a question without an answer I take out digits, links, addresses, and names after "
            "words such as Mr or Ms. I can miss a name, so better write none. I keep the day, not who "
            "asked. Messages that sound like danger and forwarded ones are never kept."
        ),
        tr(
            "📊 Counts of what is read and asked stay {n} days. Nobody is in them.",
            n=kept.counts_days,
        ),
        tr(
            "🔔 Reminders and alerts hold your chat number until you remove them; whether an alert "
            "reached you, {n} days.",
            n=kept.deliveries_days,
        ),
        tr(
            "📍 A location is used to find an office, then dropped. Pictures, voices and contacts too."
        ),
        tr(
            "📱 Telegram itself keeps this chat, also on your phone. If somebody may look at it, send "
            "/hide after reading. What is older than 48 hours you delete yourself."
        ),
    ]
    content = joined([bold(f"🔒 {tr('What is kept, in detail')}"), *map(RichText, lines)], "\n\n")
    rows = ((_delete(tr),), *view.foot(Place.DETAILS, Place.PRIVACY))
    return Screen(content, rows)


def _on_their_way(view: View) -> list[str]:
    """Return what is true of messages that come by webhook: they are written down first."""
    if view.settings.mode != "webhook":
        return []
    return [
        view.tr(
            "✉️ Until I have answered, what you sent lies locked with me, mostly for less than a "
            "second. Then I empty it and keep only its number for a day."
        )
    ]


def ask(view: View) -> Screen:
    """Return the question whether to delete everything: with it go dates that somebody counts on."""
    tr = view.tr
    content = bold(tr("Delete everything that I keep of you?")) + "\n"
    content += tr(
        "Your language, your country, and your reminders and alerts: they will not come any more. I "
        "cannot bring them back."
    )
    yes = Button(f"🗑 {tr('Yes, delete')}", ForgetMe())
    return Screen(content, ((yes,), *view.foot(Place.FORGET, Place.PRIVACY)))


def proof(view: View, forgotten: Forgotten) -> Screen:
    """Return what was deleted, and what was there when the store was looked through once more."""
    tr = view.tr
    deleted = [kind_name(tr, kind, number) for kind, number in forgotten.deleted.items()]
    if forgotten.left:
        looked = tr("Something new came in meanwhile. Please send /forget once more.")
    elif deleted:
        looked = tr("Then I looked again: nothing of you is left.")
    else:
        looked = tr("I looked everywhere: I keep nothing of you.")
    paragraphs = [_listed(f"🗑 {tr('I have deleted:')}", *deleted)] if deleted else []
    content = joined([*paragraphs, RichText(f"✅ {looked}")], "\n\n")
    return Screen(content, view.foot(Place.MENU))


def kind_name(tr: Translator, kind: str, number: int) -> str:
    """Return what people call ``number`` of a kind of :class:`bot.store.Forgotten`."""
    match kind:
        case "language":
            return tr("your language")
        case "country":
            return tr("the country where you are")
        case "partner":
            return tr("who gave you the link to me")
        case "last_seen":
            return tr("the last day you were here")
        case "recent":
            return tr("which page you read last")
        case "message":
            return tr("numbers of the messages here: {n}", n=number)
        case "inbox":
            return tr("messages that I had not answered yet: {n}", n=number)
        case "reminder":
            return tr("reminders: {n}", n=number)
        case "subscription":
            return tr("alerts you asked for: {n}", n=number)
        case "delivery":
            return tr("alerts sent to you: {n}", n=number)
        case "alert_watch":
            return tr("alerts that you send as staff: {n}", n=number)
        case _:
            return tr("other things: {n}", n=number)


def _delete(tr: Translator) -> Button:
    return Button(f"🗑 {tr('Delete it')}", Place.FORGET)


def _listed(heading: str, *lines: str) -> RichText:
    return joined([bold(heading), *(RichText(f"• {line}") for line in lines)])
