"""What stands on a poster: the content, settings and the bot's own words -> a Poster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot import directory
from bot.catalogue.checklist import Checklist
from bot.catalogue.model import Article, Catalogue, Texts, text_in
from bot.config import Settings
from bot.i18n import Translator
from bot.links import Link, LinkTo, address

LANGUAGES = 2
"""A third language would make all of them too small to read from across a room."""

Wording = tuple[str, ...]
"""The same in each language of the poster."""


@dataclass(frozen=True, slots=True)
class Number:
    """Somebody to ring in an emergency, as ``digits`` to dial in the country."""

    digits: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Emergency:
    """Whom to ring in one country, the most urgent first."""

    country: Wording
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster says in its ``languages`` (codes), the first one in large letters.

    ``above`` is the topic of an article, ``points`` are examples of what the page answers. ``logo`` is a
    file of the content's folder of logos.
    """

    languages: tuple[str, ...]
    address: str
    username: str
    bot: Wording
    title: Wording
    above: Wording
    points: tuple[Wording, ...]
    scan: Wording
    search: Wording
    promise: Wording
    danger: Wording
    emergencies: tuple[Emergency, ...]
    operator: Wording
    checked: Wording
    partner: Wording = ()
    logo: str | None = None


def word(
    catalogue: Catalogue,
    settings: Settings,
    translators: Mapping[str, Translator],
    username: str,
    link: Link,
) -> Poster:
    """Return the poster that leads to ``link``, whose ids must be in the catalogue.

    ``username`` is the bot's, without ``@``; ``translators`` have one for each language.
    """
    speakers = [translators[code] for code in _codes(catalogue, settings)]
    return _Writer(catalogue, settings, speakers).poster(username, link)


def drafted(catalogue: Catalogue, settings: Settings, link: Link) -> tuple[str, ...]:
    """Return the languages of a poster in which a native speaker has not read all titles behind it."""
    behind = [*_behind(catalogue, link)]
    return tuple(
        code
        for code in _codes(catalogue, settings)
        if not all(one.text(code).reviewed for one in behind)
    )


def _codes(catalogue: Catalogue, settings: Settings) -> tuple[str, ...]:
    return settings.languages.sorted(catalogue.languages)[:LANGUAGES]


def _behind(catalogue: Catalogue, link: Link) -> Iterator[Article | Checklist]:
    """Yield the articles, or the checklist, that a link opens or leads on to."""
    if link.to is LinkTo.CHECKLIST:
        yield catalogue.checklists[link.name]
        return
    for article in catalogue.articles.values():
        if link.to is LinkTo.MENU or link.name in (article.id, article.topic):
            yield article


class _Writer:
    def __init__(
        self, catalogue: Catalogue, settings: Settings, translators: Sequence[Translator]
    ) -> None:
        self.catalogue = catalogue
        self.settings = settings
        self.translators = translators

    def poster(self, username: str, link: Link) -> Poster:
        partner = self.catalogue.partners[link.partner] if link.partner else None
        operator = self.settings.bot.operator
        # The oldest day holds for all.
        days = [article.checked for article in _behind(self.catalogue, link)]
        return Poster(
            languages=tuple(tr.language for tr in self.translators),
            address=address(username, link),
            username=username,
            bot=self._texts(self.settings.bot.name),
            title=self._title(link),
            above=self._above(link),
            points=tuple(self._points(link)),
            scan=self._each(lambda tr: tr("Scan")),
            search=self._each(lambda tr: tr("or look in Telegram for")),
            promise=self._each(lambda tr: tr("Free. Nobody asks who you are.")),
            danger=self._each(lambda tr: tr("In danger? Call")),
            emergencies=tuple(self._emergencies()),
            operator=self._each(
                lambda tr: tr("Run by: {operator}", operator=text_in(operator, tr.language))
            ),
            checked=self._each(lambda tr: tr("Checked on {date}", date=tr.date(min(days))))
            if days
            else (),
            partner=self._texts(partner.name) if partner else (),
            logo=partner.logo if partner else None,
        )

    def _each(self, said: Callable[[Translator], str]) -> Wording:
        return tuple(said(tr) for tr in self.translators)

    def _texts(self, texts: Texts) -> Wording:
        return self._each(lambda tr: text_in(texts, tr.language))

    def _article(self, article_id: str) -> Wording:
        article = self.catalogue.articles[article_id]
        return self._each(lambda tr: article.text(tr.language).title)

    def _title(self, link: Link) -> Wording:
        match link.to:
            case LinkTo.ARTICLE:
                return self._article(link.name)
            case LinkTo.TOPIC:
                return self._texts(self.catalogue.topics[link.name].titles)
            case LinkTo.CHECKLIST:
                found = self.catalogue.checklists[link.name]
                return self._each(lambda tr: found.text(tr.language).title)
            case LinkTo.MENU:
                return self._each(lambda tr: tr("Working abroad?\nAsk here."))

    def _above(self, link: Link) -> Wording:
        if link.to is not LinkTo.ARTICLE:
            return ()
        topic = self.catalogue.articles[link.name].topic
        return self._texts(self.catalogue.topics[topic].titles)

    def _points(self, link: Link) -> Iterator[Wording]:
        match link.to:
            case LinkTo.TOPIC:
                yield from map(self._article, self.catalogue.topics[link.name].articles)
            case LinkTo.CHECKLIST:
                found = self.catalogue.checklists[link.name]
                for group in found.groups:
                    yield self._heading(found, group.id)
            case LinkTo.MENU:
                yield from (self._texts(one.titles) for one in self.catalogue.topics.values())

    def _heading(self, found: Checklist, group: str) -> Wording:
        return self._each(lambda tr: found.text(tr.language).groups[group])

    def _emergencies(self) -> Iterator[Emergency]:
        """Yield the countries whose numbers come first as long as nobody knows where the reader is."""
        countries = self.settings.countries.before_choice
        for country in countries:
            known = directory.in_emergency(self.catalogue, country, countries)
            numbers = tuple(
                Number(dialled[0], self._texts(contact.name))
                for contact in known
                if contact.country == country and (dialled := directory.numbers(contact))
            )
            if numbers:
                name = self._each(lambda tr, code=country: tr.country(code))  # type: ignore[misc]
                yield Emergency(name, numbers)
