"""The project's own content keeps what it promises: all articles, breadth of questions, facts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.catalogue.loader import load
from bot.catalogue.model import Article, Catalogue

CONTENT = Path(__file__).parents[2] / "content"
PROMISED = 89
"""Articles of the catalogue that links, posters and question sets name."""
QUESTIONS = {"lo": 20, "en": 20}
"""Example questions per article in the language's own script."""
OTHER_SCRIPTS = {"latin": 10, "thai": 8}
"""The same of Lao in other scripts."""


@pytest.fixture(scope="module")
def content() -> Catalogue:
    catalogue = load(CONTENT, today=datetime.now(UTC).date()).catalogue
    assert catalogue is not None
    return catalogue


def test_every_article_stands_in_both_languages(content: Catalogue) -> None:
    assert len(content.articles) >= PROMISED
    assert [one.id for one in content.articles.values() if {*one.texts} != {"lo", "en"}] == []


def test_every_article_is_asked_for_in_many_ways(content: Catalogue) -> None:
    assert [said for one in content.articles.values() for said in _too_few(one)] == []


def _too_few(article: Article) -> list[str]:
    lao = article.texts["lo"]
    counts = [(code, len(article.texts[code].questions), n) for code, n in QUESTIONS.items()]
    counts += [(code, len(lao.other_scripts.get(code, ())), n) for code, n in OTHER_SCRIPTS.items()]
    return [f"{article.id}: {code} {has} of {n}" for code, has, n in counts if has < n]


def test_every_article_rests_on_facts_and_names_who_can_help(content: Catalogue) -> None:
    assert [one.id for one in content.articles.values() if not one.facts or not one.contacts] == []


def test_the_table_of_recommendations_names_articles_and_all_of_them(content: Catalogue) -> None:
    readme = (CONTENT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## What the recommendations ask for")[2].partition("\n## ")[0]
    assert set(re.findall(r"`([a-z0-9-]+)`", table)) == set(content.articles)


def test_the_articles_that_questions_are_labelled_with_exist(content: Catalogue) -> None:
    files = sorted((CONTENT.parent / "tests" / "questions").glob("*.yaml"))
    labels = {
        label
        for file in files
        for one in yaml.safe_load(file.read_text(encoding="utf-8"))
        for label in one["labels"]
    }
    assert labels <= set(content.articles)
