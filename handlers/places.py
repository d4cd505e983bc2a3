"""The fixed screens: welcome, menu, help now, language, country, about, help."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import KeyboardButton, ReplyKeyboardMarkup

from bot import directory
from bot.catalogue.model import text_in
from bot.i18n import OTHER_COUNTRY, flag
from handlers.cards import contact_line, copy_buttons
from handlers.richtext import RichText, bold, joined
from handlers.routes import SOS_TOPIC, ChooseCountry, ChooseLanguage, Place, Target, ToTopic
from handlers.screen import Button, Rows, Screen
from handlers.view import View

MOST_SOS_NUMBERS = 5
KEYBOARD_COLUMNS = 2


def menu(view: View) -> Screen:
    """Return the topics as buttons."""
    content = bold(view.bot_name()) + "\n"
    content += view.tr("Choose a topic, or write your question in your own words.")
    rows: Rows = tuple((view.topic_button(topic),) for topic in view.catalogue.topics)
    who = (Button(f"☎️ {view.tr('Offices and hotlines')}", Place.OFFICES),)
    settings = (
        Button(f"📍 {view.tr('Where I am')}", Place.COUNTRY),
        Button(f"ℹ️ {view.tr('About')}", Place.ABOUT),
    )
    promised = (Button(f"🔔 {view.tr('Alerts')}", Place.ALERTS), view.remind_button())
    others = (*view.language_buttons(Place.MENU), *view.share_buttons(Place.MENU))
    last = (promised, others)
    return Screen(content, (*rows, who, settings, *last))


def keyboard(view: View, first: Sequence[KeyboardButton] = ()) -> ReplyKeyboardMarkup:
    """Return the keyboard that stays under the chat: the topics, big, with icons; ``first`` above them.

    ``resize_keyboard`` stays off: full-height keys are easier to hit and to recognise.
    """
    labels = [view.topic_label(topic) for topic in view.catalogue.topics]
    rows = [
        [KeyboardButton(label) for label in labels[start : start + KEYBOARD_COLUMNS]]
        for start in range(0, len(labels), KEYBOARD_COLUMNS)
    ]
    rows = [[*first], *rows] if first else rows
    placeholder = view.tr("Write your question…")
    return ReplyKeyboardMarkup(rows, is_persistent=True, input_field_placeholder=placeholder)


def welcome(view: View) -> Screen:
    """Return the greeting that brings the keyboard."""
    content = bold(view.tr("Hello! I am {name}.", name=view.bot_name())) + "\n"
    content += view.tr(
        "I answer questions on working abroad: the legal way, problems at work, sending money, "
        "coming home. Write in your own words, or tap a topic below. It is free, and I keep "
        "nothing that tells who you are."
    )
    return Screen(content, keyboard=keyboard(view))


def sos(view: View) -> Screen:
    """Return the emergency numbers where the person is; what to do in which case is one tap further.

    The cases are not listed here: on a phone their buttons would push the numbers off the screen.
    """
    tr = view.tr
    shown = directory.in_emergency(
        view.catalogue, view.country, view.settings.countries.before_choice
    )[:MOST_SOS_NUMBERS]
    lines = [bold(f"🆘 {tr('Help now')}")]
    if view.country:
        lines.append(RichText(f"📍 {_country_label(view, view.country)}"))
    lines.append(joined([contact_line(view, contact) for contact in shown]))
    lines.append(RichText(tr("Short numbers work only inside their own country.")))
    rows: list[tuple[Button, ...]] = [copy_buttons(shown)] if shown else []
    if SOS_TOPIC in view.catalogue.topics:
        rows.append((Button(f"➡️ {tr('What has happened?')}", ToTopic(SOS_TOPIC)),))
    where = Button(f"📍 {tr('Other country')}", Place.COUNTRY)
    rows.append((where, view.hide_button()))
    return Screen(joined(lines, "\n\n"), (*rows, *view.ways(Place.SOS)))


def language(view: View, then: Target = Place.MENU) -> Screen:
    """Return the choice of language; ``then`` is where it leads."""
    content = RichText(f"🌐 {view.tr('Choose your language')}")
    row = tuple(Button(item.name, ChooseLanguage(item.code, then)) for item in view.languages())
    return Screen(content, (row, (view.sos_button(),)))


def country(view: View, then: Target = Place.SOS) -> Screen:
    """Return the choice of the country of stay: it decides whose numbers come first."""
    content = bold(f"📍 {view.tr('Where are you now?')}") + "\n"
    content += view.tr("Then the numbers that work where you are come first.")
    codes = [*view.settings.countries.offered, OTHER_COUNTRY]
    buttons = [Button(_country_label(view, code), ChooseCountry(code, then)) for code in codes]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    return Screen(content, (*rows, *view.foot(Place.COUNTRY)))


def about(view: View) -> Screen:
    """Return who runs the bot and what it is not."""
    tr = view.tr
    operator = text_in(view.settings.bot.operator, view.language)
    paragraphs = [
        bold(tr("About {name}", name=view.bot_name())),
        RichText(tr("Run by: {operator}", operator=operator)),
        RichText(
            tr(
                "I am a computer program. I show texts that people have written and checked "
                "against sources; each page names its source and date."
            )
        ),
        RichText(
            tr(
                "I am not a government office, not a lawyer, not a recruitment agency and not the "
                "police. I cannot send help: call the numbers I show. Rules and fees change: ask "
                "the office before you pay or sign."
            )
        ),
        RichText(tr("I never ask for money, passwords or your papers.")),
    ]
    privacy_button = Button(f"🔒 {tr('Privacy')}", Place.PRIVACY)
    return Screen(joined(paragraphs, "\n\n"), ((privacy_button,), *view.foot(Place.ABOUT)))


def harmless(view: View) -> Screen:
    """Return what is left of a chat that was hidden: a word that anybody may read.

    It takes the keyboard away, whose keys tell what is asked here. It has no button for the same reason.
    """
    return Screen(RichText(f"{view.tr('Hello!')} 👋"), ends_keyboard=True)


def usage(view: View) -> Screen:
    """Return how to use the bot, with an example."""
    tr = view.tr
    paragraphs = [
        bold(tr("How to use me")),
        RichText(
            tr(
                "Write your question as you would say it, for example: “{example}”. You can write "
                "in Lao, in Latin letters, in Thai or in English.",
                example=tr("my boss does not pay my wages"),
            )
        ),
        RichText(tr("Or tap a topic. In danger tap 🆘 or send /sos.")),
        RichText(
            "/menu  /sos  /offices  /nearby  /checklist  /remind  /alerts  /hide  /language  "
            "/country  /about  /privacy  /forget"
        ),
    ]
    return Screen(joined(paragraphs, "\n\n"), view.foot(Place.HELP))


def _country_label(view: View, code: str) -> str:
    return f"{flag(code)} {view.tr.country(code)}"
