"""The files of a new article."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.catalogue.loader import load
from bot.catalogue.scaffold import scaffold
from bot.errors import ProblemsError, ThangdeeError
from tests.catalogue.tree import CATALOGUE, TODAY, VALID, Change, write

ENTRY = """\
      - id: dismissed
        icon: "📄"
        checked: 2026-11-21
        sources: []
        contacts: []
        related: []
        facts: []
"""


def _scaffold(topic: str = "complaints", article: str = "dismissed") -> list[Path]:
    return scaffold(Path("content"), topic, article, TODAY)


def test_it_writes_a_text_per_language_and_the_entry(workplace: Path) -> None:
    write(workplace, {})
    assert _scaffold() == [
        Path("content/en/complaints/dismissed.md"),
        Path("content/lo/complaints/dismissed.md"),
        Path("content/catalogue.yaml"),
    ]
    assert (workplace / CATALOGUE).read_text() == VALID[CATALOGUE] + ENTRY


def test_the_entry_stands_last_in_its_topic_after_the_comments_of_the_article_before(
    workplace: Path,
) -> None:
    write(workplace, {})
    _scaffold("help-now")
    before, after = VALID[CATALOGUE].split("        # facts: none\n")
    expected = f"{before}        # facts: none\n{ENTRY}{after}"
    assert (workplace / CATALOGUE).read_text() == expected


def test_the_result_loads_and_says_what_is_still_to_be_written(workplace: Path) -> None:
    write(workplace, {})
    _scaffold()
    found = load(workplace / "content", TODAY)
    assert found.catalogue is not None
    assert found.catalogue.topics["complaints"].articles == ("wages", "dismissed")
    todo = "TODO stands here; write the text in its place (todo)"
    few = (
        "example questions: 1, at least 8 are needed; add ways in which different people ask this "
        "(too-few-questions)"
    )
    names = "with ids of"
    assert [str(one) for one in found.problems] == [
        "content/catalogue.yaml:22:13: [error] 'dismissed' names no contact; add 'contacts: "
        f"[id, …]' {names} contacts.yaml (missing-contact)",
        "content/catalogue.yaml:22:13: [error] 'dismissed' names no source; add 'sources: "
        f"[id, …]' {names} sources.yaml (missing-source)",
        *(
            f"content/{language}/complaints/dismissed.md:{place}: [error] {text}"
            for language in ("en", "lo")
            for place, text in (
                ("4:8", todo),
                ("7:10", todo),
                ("11:3", few),
                ("11:5", todo),
                ("20:4", todo),
                ("21:4", todo),
            )
        ),
    ]


def test_two_new_articles_do_not_get_in_each_others_way(workplace: Path) -> None:
    write(workplace, {})
    _scaffold()
    _scaffold("help-now", "lost")
    found = load(workplace / "content", TODAY)
    assert found.catalogue is not None
    assert {one.rule for one in found.problems} == {
        "missing-contact",
        "missing-source",
        "todo",
        "too-few-questions",
    }


def test_a_topic_without_articles_gets_its_first(workplace: Path) -> None:
    text = VALID[CATALOGUE] + '  - id: return\n    icon: "🏠"\n    articles: []  # none yet\n'
    write(workplace, {CATALOGUE: text})
    _scaffold("return")
    expected = text.replace("articles: []", "articles:") + ENTRY
    assert (workplace / CATALOGUE).read_text() == expected


def test_windows_line_ends_are_kept(workplace: Path) -> None:
    write(workplace, {CATALOGUE: VALID[CATALOGUE].replace("\n", "\r\n")})
    _scaffold()
    expected = (VALID[CATALOGUE] + ENTRY).replace("\n", "\r\n").encode()
    assert (workplace / CATALOGUE).read_bytes() == expected


def test_another_indentation_is_followed(workplace: Path) -> None:
    text = (
        'topics:\n- id: complaints\n  icon: "💬"\n  articles:\n  - id: wages\n    icon: "💰"\n'
        "    checked: 2026-11-01\n    sources:\n    - ministry\n    contacts: [th-police]"
    )
    write(workplace, {CATALOGUE: text})
    _scaffold()
    entry = "".join(line.removeprefix("    ") for line in ENTRY.splitlines(keepends=True))
    assert (workplace / CATALOGUE).read_text() == text + "\n" + entry.rstrip("\n")


REFUSED: dict[str, tuple[str, str, str]] = {
    "unknown topic": (
        "jobs", "dismissed", "there is no topic 'jobs'; the topics are: help-now, complaints",
    ),
    "existing id": (
        "complaints", "police", "'police' exists already under 'help-now'; choose another id",
    ),
    "bad id": (
        "complaints", "../evil",
        "'../evil' cannot be an id: use small letters a-z, digits and single hyphens, at most 40 "
        "signs, because Telegram's buttons and links carry no more",
    ),
    "a retired id": (
        "complaints", "old", "'old' exists already under 'complaints'; choose another id",
    ),
    "a file in the way": (
        "complaints", "there",
        "content/lo/complaints/there.md exists already; move or delete it, or choose another id",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("topic", "article", "message"), REFUSED.values(), ids=REFUSED)
def test_it_refuses_and_writes_nothing(
    workplace: Path, topic: str, article: str, message: str
) -> None:
    retired = VALID[CATALOGUE] + "      - {id: old, retired: wages}\n"
    write(workplace, {CATALOGUE: retired, "content/lo/complaints/there.md": "mine"})
    before = {path: path.read_bytes() for path in workplace.rglob("*") if path.is_file()}
    with pytest.raises(ThangdeeError) as refusal:
        _scaffold(topic, article)
    assert str(refusal.value) == message
    assert {path: path.read_bytes() for path in workplace.rglob("*") if path.is_file()} == before


UNUSABLE: dict[str, tuple[Change, str]] = {
    "entries in brackets": (
        "topics: [{id: complaints, icon: x, articles: [{id: wages}]}]",
        "content/catalogue.yaml: the articles of 'complaints' are not written as a list that can be "
        "added to; write them as '- id: …' lines, one under the other",
    ),
    "no list of articles": (
        "topics:\n  - id: complaints\n    articles: none\n",
        "content/catalogue.yaml: the articles of 'complaints' are not written as a list that can be "
        "added to; write them as '- id: …' lines, one under the other",
    ),
    "no entries but words": (
        "topics: [word, {id: [x]}]", "there is no topic 'complaints'; the topics are: none yet",
    ),
    "no list of topics": ("topics: none", "there is no topic 'complaints'; the topics are: none yet"),
    "an entry without id": (
        "topics:\n  - icon: x\n  - word\n", "there is no topic 'complaints'; the topics are: none yet",
    ),
    "no catalogue": (
        None,
        "content/catalogue.yaml cannot be read: [Errno 2] No such file or directory: "
        "'content/catalogue.yaml'; mend it first",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), UNUSABLE.values(), ids=UNUSABLE)
def test_it_refuses_a_catalogue_that_it_cannot_add_to(
    workplace: Path, text: Change, message: str
) -> None:
    write(workplace, {CATALOGUE: text})
    with pytest.raises(ThangdeeError) as refusal:
        _scaffold()
    assert str(refusal.value) == message
    assert not (workplace / "content/en/complaints/dismissed.md").exists()


def test_a_catalogue_with_faults_of_form_is_mended_first(workplace: Path) -> None:
    write(workplace, {CATALOGUE: ('icon: "🆘"', 'icon: "🆘')})
    with pytest.raises(ProblemsError) as refusal:
        _scaffold()
    assert [one.rule for one in refusal.value.problems] == ["yaml-syntax"]


def test_a_place_that_cannot_be_written_to_is_named(workplace: Path) -> None:
    write(workplace, {"content/en/new": "a file where the topic's folder should be"})
    with (workplace / CATALOGUE).open("a") as catalogue:
        catalogue.write('  - id: new\n    icon: "🏠"\n    articles: []\n')
    with pytest.raises(ThangdeeError) as refusal:
        _scaffold("new")
    assert str(refusal.value) == "content/en/new cannot be written: File exists"
