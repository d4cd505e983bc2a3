"""Measures an answerer on labelled questions, script by script."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel

from bot import yamlfile
from bot.errors import ProblemsError, ThangdeeError
from bot.matching.answer import Answer, Answerer, Kind

_TOP = 3


class Question(BaseModel):
    """One line of a question set; keys not named here are kept for people to read."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    script: str
    labels: tuple[str, ...]
    """Ids of articles that are a fully right first answer; none: out of scope."""
    urgent: str | None = None
    """Id of the article whose card must come first."""


class _QuestionSet(RootModel[tuple[Question, ...]]):
    pass


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the questions of one script; counts.

    ``first`` and ``among_three``: the right article ranked first, or among the first three, whatever the
    cut-offs said. ``sure`` + ``probable`` + ``unknown`` = ``answerable`` (small talk counts as unknown).
    ``rejected``: out of scope and met with "unknown" or small talk. ``raised``: messages met with an
    urgent card; ``raised_right``: those that needed that very card, out of ``urgent``.
    """

    script: str
    answerable: int
    first: int
    among_three: int
    sure: int
    wrong_sure: int
    probable: int
    unknown: int
    out_of_scope: int
    rejected: int
    urgent: int
    raised: int
    raised_right: int


@dataclass(frozen=True, slots=True)
class Report:
    """Rows per script and their total; ``not_counted`` questions have labels that no article has yet."""

    rows: tuple[Row, ...]
    not_counted: int

    def __str__(self) -> str:
        head = (
            f"{'script':9} {'n':>4} {'top-1':>6} {'top-3':>6} {'sure':>6} {'wrong':>6} {'choice':>6} "
            f"{'unkn.':>6} {'refused':>12} {'urg. recall':>12} {'precision':>10}"
        )
        lines = [head, *map(_line, self.rows)]
        lines.append(
            f"{self.not_counted} questions not counted: no article of their labels exists."
        )
        return "\n".join(lines)


def read_questions(files: Iterable[Path]) -> list[Question]:
    """Read question sets; raises ProblemsError with every fault, ThangdeeError if unreadable."""
    questions: list[Question] = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ThangdeeError(
                f"{file}: cannot be read ({error}); give the path of a labelled question set"
            ) from error
        found, problems = yamlfile.validate(yamlfile.parse(text, str(file)), _QuestionSet)
        if found is None:
            raise ProblemsError(problems)
        questions += found.root
    return questions


def evaluate(answerer: Answerer, files: Iterable[Path], articles: Collection[str]) -> Report:
    """Ask every question of ``files``; count those with a label among ``articles``, or with none."""
    asked: dict[str, list[tuple[Question, Answer, list[str]]]] = {}
    not_counted = 0
    for question in read_questions(files):
        if question.labels and not set(question.labels) & set(articles):
            not_counted += 1
            continue
        ranked = [match.label for match in answerer.rank(question.text)]
        entry = (question, answerer.answer(question.text), ranked)
        asked.setdefault(question.script, []).append(entry)
    rows = [_row(script, entries) for script, entries in asked.items()]
    everything = [entry for entries in asked.values() for entry in entries]
    return Report((*rows, _row("all", everything)), not_counted)


def _row(script: str, entries: Sequence[tuple[Question, Answer, list[str]]]) -> Row:
    inside = [entry for entry in entries if entry[0].labels]
    outside = [answer for question, answer, _ in entries if not question.labels]
    sure = [(q, a) for q, a, _ in inside if a.kind is Kind.SURE]
    urgent = [(q.urgent, a.urgent) for q, a, _ in entries]
    return Row(
        script=script,
        answerable=len(inside),
        first=sum(bool(set(ranked[:1]) & set(q.labels)) for q, _, ranked in inside),
        among_three=sum(bool(set(ranked[:_TOP]) & set(q.labels)) for q, _, ranked in inside),
        sure=len(sure),
        wrong_sure=sum(a.matches[0].label not in q.labels for q, a in sure),
        probable=sum(a.kind is Kind.PROBABLE for _, a, _ in inside),
        unknown=sum(a.kind in (Kind.UNKNOWN, Kind.SMALLTALK) for _, a, _ in inside),
        out_of_scope=len(outside),
        rejected=sum(a.kind in (Kind.UNKNOWN, Kind.SMALLTALK) for a in outside),
        urgent=sum(needed is not None for needed, _ in urgent),
        raised=sum(given is not None for _, given in urgent),
        raised_right=sum(given is not None and needed == given for needed, given in urgent),
    )


def _line(row: Row) -> str:
    inside = (row.first, row.among_three, row.sure, row.wrong_sure, row.probable, row.unknown)
    shares = " ".join(f"{_share(count, row.answerable):>6}" for count in inside)
    return (
        f"{row.script:9} {row.answerable:4} {shares} "
        f"{_of(row.rejected, row.out_of_scope):>12} {_of(row.raised_right, row.urgent):>12} "
        f"{_of(row.raised_right, row.raised):>10}"
    )


def _share(count: int, of: int) -> str:
    return f"{count / of:.0%}" if of else "-"


def _of(count: int, of: int) -> str:
    return f"{count}/{of}"
