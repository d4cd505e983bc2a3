"""What is said where others read along: short, and with one row of buttons, which lead away from there.

In a group a button that turned the message into another page would do so for everybody, and a press says
what somebody wants to know. So the buttons open a chat with the bot alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import directory, offices
from bot.catalogue.model import Article, Contact
from bot.matching.answer import Answer, Kind
from handlers import places
from handlers.cards import contact_line
from handlers.pages import contacts_of, draft_notice, provenance
from handlers.richtext import RichText, bold, joined, link
from handlers.routes import Place, Target, ToArticle
from handlers.screen import Button, Rows, Screen
from handlers.view import View

LONGEST_SUMMARY = 300
"""Characters of a summary, so that an answer does not fill the phones of a whole group."""

MOST_CONTACTS = 3


def ways(view: View, target: Target = Place.MENU, label: str = "") -> Rows:
    """Return the row: to ``target`` alone with the bot, by its name or ``label``, and to the numbers."""
    alone = Button(f"💬 {label or view.tr('Ask me alone')}", url=view.address(target))
    if target is Place.SOS:
        return ((alone,),)
    sos = Button(f"🆘 {view.tr('Help now')}", url=view.address(Place.SOS))
    return ((alone, sos),)


def greeting(view: View) -> Screen:
    """Return how to use the bot in a group, and the way to a chat that nobody else reads."""
    tr = view.tr
    content = bold(tr("Hello! I am {name}.", name=view.bot_name())) + "\n"
    content += tr(
        "In this group I answer when {mention} stands behind your question, after a space, or when you "
        "reply to a message of mine. Everybody here can read it. Ask me alone about what others should "
        "not know.",
        mention=f"@{view.bot_username}",
    )
    return Screen(content, ways(view))


def alone(view: View, target: Target = Place.MENU) -> Screen:
    """Return the way to ``target``, which is not for everybody to see."""
    return said(view, "", target)


def said(view: View, words: str, target: Target = Place.MENU) -> Screen:
    """Return ``words``, and that anything more is better asked alone."""
    return _with_warning(view, RichText(words), target)


def sos(view: View) -> Screen:
    """Return the emergency numbers."""
    return replace(places.sos(view), rows=ways(view, Place.SOS))


def language(view: View) -> Screen:
    """Return the choice of the language in which a group is answered."""
    choice = places.language(view)
    return replace(choice, rows=choice.rows[:1])


def answer(view: View, found: Answer) -> Screen:
    """Return what answers a question in a group; see :func:`handlers.ask.answer`."""
    articles = view.catalogue.articles
    known = [articles[match.label] for match in found.matches if match.label in articles]
    danger = view.article(found.urgent) if found.urgent else None
    if danger:
        return urgent(view, danger)
    if found.kind is Kind.SMALLTALK:
        return greeting(view)
    if found.names:
        behind = offices.named(view.catalogue, found.names)
        return _with_warning(view, _lines(view, behind), Place.MENU)
    if found.kind is Kind.SURE and known:
        return article(view, known[0])
    if found.kind is Kind.PROBABLE and known:
        return _choices(view, known)
    return said(view, view.tr("I have no sure answer to this."))


def urgent(view: View, danger: Article) -> Screen:
    """Return the numbers to call in a danger; not what it is, nor who asked: others read along."""
    return _with_warning(view, numbers_in(view, danger), ToArticle(danger.id))


def numbers_in(view: View, danger: Article) -> RichText:
    """Return the numbers to call in the danger that an article is on."""
    first = bold(f"🆘 {view.tr('If you are in danger now, call one of these numbers.')}")
    return joined([first, _lines(view, contacts_of(view, danger))], "\n\n")


def article(view: View, found: Article) -> Screen:
    """Return the beginning of an article, with its date and source."""
    rows = ways(view, ToArticle(found.id), view.tr("Read on alone"))
    return Screen(text_of(view, found, LONGEST_SUMMARY), rows)


def text_of(view: View, found: Article, longest: int) -> RichText:
    """Return title, at most ``longest`` characters of the summary, date and source of an article."""
    text = view.text(found)
    footer = joined([provenance(view, found), draft_notice(view, text.reviewed)])
    summary = RichText(shortened(text.summary, longest))
    return joined([bold(view.article_label(found)), summary, footer], "\n\n")


def shortened(text: str, longest: int) -> str:
    """Return ``text``, if it is longer than ``longest`` characters only its first sentences or words.

    Lao writes words together: blanks stand between phrases, so a cut at one harms no word.
    """
    if len(text) <= longest:
        return text
    kept = text[:longest]
    ends = (max(kept.rfind(end) for end in ("\n", ". ", "? ", "! ")), kept.rfind(" "))
    end = next((end for end in ends if end >= longest // 2), longest - 1)
    return kept[: end + 1].rstrip() + " …"


def _lines(view: View, found: Sequence[Contact]) -> RichText:
    reached = [contact for contact in found if directory.numbers(contact)]
    return joined([contact_line(view, contact) for contact in (reached or found)[:MOST_CONTACTS]])


def _with_warning(view: View, content: RichText, target: Target) -> Screen:
    warning = RichText(view.tr("Ask me alone about this. In this group everybody can read it."))
    return Screen(joined([content, warning], "\n\n"), ways(view, target))


def _choices(view: View, articles: Sequence[Article]) -> Screen:
    titles = [
        link(view.article_label(found), view.address(ToArticle(found.id))) for found in articles
    ]
    asked = bold(view.tr("Which of these do you mean?"))
    return Screen(joined([asked, *titles]), ways(view))
