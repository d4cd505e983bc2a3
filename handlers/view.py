"""What a page is drawn from: one language, the content, and where the reader is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalogue.model import Article, ArticleText, Catalogue, Language, text_in
from bot.config import Settings
from bot.i18n import Translator
from handlers.routes import ChooseLanguage, Place, Target
from handlers.screen import Button


@dataclass(frozen=True, slots=True)
class View:
    """One reader's view of the content in one language.

    ``country`` is the country of stay (ISO 3166, or ``other``), None until said. ``bot_username`` is
    without ``@``, for links that lead back here.
    """

    tr: Translator
    catalogue: Catalogue
    settings: Settings
    country: str | None
    bot_username: str

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

    def bot_name(self) -> str:
        """Return what the bot calls itself in this language."""
        return text_in(self.settings.bot.name, self.language)

    def menu_button(self) -> Button:
        """Return the way home."""
        return Button(f"🏠 {self.tr('Menu')}", Place.MENU)

    def sos_button(self) -> Button:
        """Return the way to the emergency numbers, one tap from everywhere."""
        return Button(f"🆘 {self.tr('Help now')}", Place.SOS)

    def language_buttons(self, here: Target) -> tuple[Button, ...]:
        """Return buttons that show ``here`` in the other languages."""
        return tuple(
            Button(f"🌐 {language.name}", ChooseLanguage(language.code, here))
            for language in self.languages()
            if language.code != self.language
        )

    def languages(self) -> tuple[Language, ...]:
        """Return all languages in the order of the settings."""
        codes = self.settings.languages.sorted(self.catalogue.languages)
        return tuple(self.catalogue.languages[code] for code in codes)
