"""What a page is drawn from: one language, the content, and where the reader is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot import links
from bot.catalogue.model import Article, ArticleText, Catalogue, Language, text_in
from bot.config import Settings
from bot.i18n import Translator
from handlers.deeplinks import link_to
from handlers.routes import (
    ChooseLanguage,
    Feedback,
    Place,
    Target,
    ToArticle,
    ToChecklist,
    ToShare,
    ToTopic,
    topic_target,
)
from handlers.screen import Button, Rows, Share

MOST_IN_ROW = 3
"""Buttons with an icon and a word that a 360-pixel phone shows in a row without cutting them."""


@dataclass(frozen=True, slots=True)
class View:
    """One reader's view of the content in one language.

    ``country`` is the country of stay (ISO 3166, or ``other``), None until said. ``bot_username`` is
    without ``@``, for links that lead back here. ``now`` is when the page is drawn.
    """

    tr: Translator
    catalogue: Catalogue
    settings: Settings
    country: str | None
    bot_username: str
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def language(self) -> str:
        """The code of the language that is shown."""
        return self.tr.language

    def article(self, article_id: str) -> Article | None:
        """Return the article with that id, or the one that answers in place of a retired one."""
        retired = self.catalogue.retired
        return self.catalogue.articles.get(retired.get(article_id, article_id))

    def text(self, article: Article) -> ArticleText:
        """Return ``article`` in this language."""
        return article.text(self.language)

    def article_label(self, article: Article) -> str:
        """Return the button label of ``article``: icon and title."""
        return f"{article.icon} {self.text(article).title}"

    def topic_label(self, topic_id: str) -> str:
        """Return the button label of a topic: icon and title."""
        topic = self.catalogue.topics[topic_id]
        return f"{topic.icon} {text_in(topic.titles, self.language)}"

    def topic_button(self, topic_id: str) -> Button:
        """Return the way to a topic."""
        return Button(self.topic_label(topic_id), topic_target(topic_id))

    def bot_name(self) -> str:
        """Return what the bot calls itself in this language."""
        return text_in(self.settings.bot.name, self.language)

    def menu_button(self) -> Button:
        """Return the way home. No 🏠: that is "coming home", and many go by the icons alone."""
        return Button(f"☰ {self.tr('Menu')}", Place.MENU)

    def sos_button(self) -> Button:
        """Return the way to the emergency numbers, one tap from everywhere."""
        return Button(f"🆘 {self.tr('Help now')}", Place.SOS)

    def remind_button(self) -> Button:
        """Return the way to be reminded of a date."""
        return Button(f"⏰ {self.tr('Reminders')}", Place.REMINDERS)

    def hide_button(self) -> Button:
        """Return the way to empty this chat before somebody looks at it."""
        return Button(f"🙈 {self.tr('Hide')}", Place.HIDE)

    def language_buttons(self, here: Target) -> tuple[Button, ...]:
        """Return buttons that show ``here`` in the other languages."""
        return tuple(
            Button(f"🌐 {language.name}", ChooseLanguage(language.code, here))
            for language in self.languages()
            if language.code != self.language
        )

    def address(self, target: Target) -> str:
        """Return the web address that opens ``target``, or what comes nearest to it, with the bot."""
        return links.address(self.bot_username, link_to(target))

    def shared(self, here: Target) -> Share:
        """Return what is sent on of a screen: its address, what it is on, and what this bot is."""
        match here:
            case ToArticle(name) if found := self.article(name):
                title = self.article_label(found)
            case ToTopic(name) if name in self.catalogue.topics:
                title = self.topic_label(name)
            case Place.SOS:
                title = f"🆘 {self.tr('Help now')}"
            case _:
                title = ""
        about = f"{self.bot_name()}: {self.tr('Checked answers for Lao workers abroad')}"
        return Share(self.address(here), f"{title}\n{about}".strip())

    def share_buttons(self, here: Target) -> tuple[Button, ...]:
        """Return the button that sends a screen on; none where the screen brings its own."""
        if here is Place.FORGET or isinstance(here, (ToArticle, ToShare, ToChecklist, Feedback)):
            return ()
        return (Button(f"📤 {self.tr('Share')}", share=self.shared(here)),)

    def ways(self, here: Target, back: Target | None = None) -> Rows:
        """Return the way back, home, to ``here`` in the other languages and to others who may read it.

        They stand in as few rows as fit.
        """
        way_back = (Button(f"⬅️ {self.tr('Back')}", back),) if back else ()
        home = (*way_back, self.menu_button())
        others = (*self.language_buttons(here), *self.share_buttons(here))
        if len(home) + len(others) <= MOST_IN_ROW:
            return ((*home, *others),)
        return home, others

    def foot(self, here: Target, back: Target | None = None) -> Rows:
        """Return the rows under every page: :meth:`ways`; then help, last and as wide as the screen."""
        return (*self.ways(here, back), (self.sos_button(),))

    def languages(self) -> tuple[Language, ...]:
        """Return all languages in the order of the settings."""
        codes = self.settings.languages.sorted(self.catalogue.languages)
        return tuple(self.catalogue.languages[code] for code in codes)
