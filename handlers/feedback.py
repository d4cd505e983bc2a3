"""What people say of an article: helpful, or not and why; and what may help them instead."""

from __future__ import annotations

from bot import directory
from bot.catalogue.model import Article
from handlers.cards import contact_line, copy_buttons
from handlers.pages import article_rows, gone
from handlers.richtext import RichText, bold, joined
from handlers.routes import Feedback, Place, ToArticle, topic_target
from handlers.screen import Button, Rows, Screen
from handlers.verdict import Verdict
from handlers.view import View

MOST_PEOPLE = 2
MOST_OTHERS = 3


def answer(view: View, article_id: str, verdict: Verdict) -> Screen:
    """Return what follows a verdict: thanks, the question why, other articles, or people to call."""
    found = view.article(article_id)
    if found is None:
        return gone(view)
    match verdict:
        case Verdict.HELPFUL:
            said, rows = _thanks(view)
        case Verdict.UNHELPFUL:
            said, rows = _why(view, found)
        case Verdict.WRONG:
            said, rows = _wrong(view)
        case Verdict.UNCLEAR:
            said, rows = _unclear(view)
        case Verdict.NOT_MINE:
            said, rows = _not_mine(view, found)
    foot = view.foot(Feedback(found.id, verdict), ToArticle(found.id))
    return Screen(said, (*rows, *foot))


def _thanks(view: View) -> tuple[RichText, Rows]:
    said = view.tr("It is good to know that this page helps.")
    return bold(f"👍 {view.tr('Thank you!')}") + f"\n{said}", ()


def _why(view: View, found: Article) -> tuple[RichText, Rows]:
    tr = view.tr
    content = bold(f"👎 {tr('What is not good?')}") + f"\n{view.text(found).title}"
    reasons = (
        (f"❌ {tr('Something is wrong')}", Verdict.WRONG),
        (f"😕 {tr('Hard to understand')}", Verdict.UNCLEAR),
        (f"↪️ {tr('Not my question')}", Verdict.NOT_MINE),
    )
    return content, tuple((Button(label, Feedback(found.id, why)),) for label, why in reasons)


def _wrong(view: View) -> tuple[RichText, Rows]:
    tr = view.tr
    said = tr("Those who write the pages see that somebody found a fault here. Ask before you act:")
    return _people(view, bold(tr("Thank you for telling us.")) + f"\n{said}")


def _unclear(view: View) -> tuple[RichText, Rows]:
    tr = view.tr
    said = tr("Those who write the pages see that this one is hard. These people can explain it:")
    return _people(view, bold(tr("Thank you for telling us.")) + f"\n{said}")


def _people(view: View, said: RichText) -> tuple[RichText, Rows]:
    before_choice = view.settings.countries.before_choice
    found = directory.to_ask(view.catalogue, view.country, before_choice)[:MOST_PEOPLE]
    lines = joined([contact_line(view, contact) for contact in found])
    numbers = copy_buttons(found)
    return joined([said, lines], "\n\n"), (numbers,) if numbers else ()


def _not_mine(view: View, found: Article) -> tuple[RichText, Rows]:
    tr = view.tr
    said = tr("Is it one of these? Or write your question again, in other words.")
    others = [view.catalogue.articles[name] for name in found.related[:MOST_OTHERS]]
    rows = article_rows(view, others)
    if topic_target(found.topic) is not Place.SOS:  # which stands below anyway
        rows = (*rows, (view.topic_button(found.topic),))
    return bold(tr("Thank you for telling us.")) + f"\n{said}", rows
