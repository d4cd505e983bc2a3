"""Which articles are meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ThangdeeError
from bot.review.selection import chosen
from tests.review.support import catalogue_of


@pytest.mark.parametrize(
    ("names", "articles"),
    [
        ((), ["police", "wages"]),
        (("wages",), ["wages"]),
        (("wages", "help-now"), ["police", "wages"]),
        (("police", "help-now", "police"), ["police"]),
    ],
)
def test_articles_and_topics_are_taken_once_in_the_menus_order(
    workplace: Path, names: tuple[str, ...], articles: list[str]
) -> None:
    assert [one.id for one in chosen(catalogue_of(workplace), names)] == articles


def test_names_that_are_not_known_are_all_told_with_the_nearest(workplace: Path) -> None:
    with pytest.raises(ThangdeeError) as refused:
        chosen(catalogue_of(workplace), ["help-no", "police", "zzz"])
    assert str(refused.value) == (
        "there is no article or topic 'help-no'; did you mean 'help-now'?\n"
        "there is no article or topic 'zzz'; the ids stand in catalogue.yaml"
    )
