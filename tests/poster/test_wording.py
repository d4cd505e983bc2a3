"""What a poster says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.catalogue.model import Catalogue, Confidence
from bot.errors import ThangdeeError
from bot.links import Link, LinkTo
from bot.poster.choice import chosen_link
from tests.poster.support import poster


def test_an_article_s_poster_has_its_title_lao_first_and_its_topic(small: Catalogue) -> None:
    said = poster(small, chosen_link(small, article="wages", partner="radio"))
    assert said.languages == ("lo", "en")
    assert said.title == ("ບໍ່ໄດ້ຄ່າແຮງ", "Unpaid wages")
    assert said.above == ("ບັນຫາໃນວຽກ", "Problems at work")
    assert said.points == ()
    assert said.address == "https://t.me/thangdee_bot?start=a-wages_radio"
    assert (said.partner, said.logo) == (("ວິທະຍຸບ້ານ", "Village Radio"), "radio.svg")
    assert said.checked == ("ກວດວັນທີ 1 ພະຈິກ 2026", "Checked on 1 November 2026")


def test_a_topic_s_poster_lists_its_articles(small: Catalogue) -> None:
    said = poster(small, chosen_link(small, topic="complaints"))
    assert said.title == ("ບັນຫາໃນວຽກ", "Problems at work")
    assert said.points == (("ບໍ່ໄດ້ຄ່າແຮງ", "Unpaid wages"),)
    assert (said.above, said.partner, said.logo) == ((), (), None)
    assert said.address.endswith("?start=t-complaints")


def test_the_bot_s_own_poster_lists_the_topics(small: Catalogue) -> None:
    said = poster(small, chosen_link(small))
    assert said.title[1] == "Working abroad?\nAsk here."
    assert [point[1] for point in said.points] == ["Help now", "Problems at work"]
    assert said.address == "https://t.me/thangdee_bot"
    assert poster(small, chosen_link(small, partner="radio")).address.endswith("?start=m_radio")


def test_a_checklist_s_poster_lists_its_parts(ours: Catalogue) -> None:
    said = poster(ours, chosen_link(ours, checklist="coming-home"))
    found = ours.checklists["coming-home"]
    assert said.title == tuple(found.text(code).title for code in ("lo", "en"))
    assert [point[1] for point in said.points] == [
        found.text("en").groups[group.id] for group in found.groups
    ]
    with pytest.raises(ThangdeeError, match="did you mean 'coming-home'"):
        chosen_link(ours, checklist="coming-homes")


def test_the_oldest_check_of_a_topic_s_articles_is_its_date(ours: Catalogue) -> None:
    one = ours.articles["unpaid-wages"]
    older = replace(one, checked=date(2026, 3, 1))
    catalogue = replace(ours, articles={**ours.articles, one.id: older})
    for link in (Link(LinkTo.TOPIC, one.topic), Link(LinkTo.MENU)):
        assert poster(catalogue, link).checked[1] == "Checked on 1 March 2026"


def test_numbers_to_call_are_those_of_both_countries_and_confirmed_ones_only(
    ours: Catalogue,
) -> None:
    link = Link(LinkTo.MENU)
    thailand, laos = poster(ours, link).emergencies
    assert (thailand.country, laos.country) == (("ໄທ", "Thailand"), ("ລາວ", "Laos"))
    assert [one.digits for one in thailand.numbers][:2] == ["191", "1669"]
    assert [one.digits for one in laos.numbers][:2] == ["1191", "1195"]
    unsure = replace(ours.contacts["th-police-191"], confidence=Confidence.LOW)
    catalogue = replace(ours, contacts={**ours.contacts, unsure.id: unsure})
    thailand, _ = poster(catalogue, link).emergencies
    assert thailand.numbers[0].digits == "1669"


def test_unknown_ids_get_the_nearest_one_each(small: Catalogue) -> None:
    with pytest.raises(ThangdeeError) as raised:
        chosen_link(small, article="wage", partner="radios")
    assert str(raised.value) == (
        "there is no article 'wage'; did you mean 'wages'?\n"
        "there is no partner 'radios'; did you mean 'radio'?"
    )
    with pytest.raises(ThangdeeError, match=r"'xyz'; the ids stand in partners\.yaml"):
        chosen_link(small, partner="xyz")
    with pytest.raises(ThangdeeError, match="no topic 'complaint'; did you mean 'complaints'"):
        chosen_link(small, topic="complaint")


def test_a_retired_article_stands_for_the_one_that_answers_now(small: Catalogue) -> None:
    catalogue = replace(small, retired={"pay": "wages"})
    assert chosen_link(catalogue, article="pay") == Link(LinkTo.ARTICLE, "wages")
