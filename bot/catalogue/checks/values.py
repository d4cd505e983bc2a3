"""Values: names in texts lead to one, each rests on its fact, none is older than it may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from bot.catalogue.checks.suggestion import suggestion
from bot.catalogue.content import Content, Fault, Placed, TextFile
from bot.catalogue.rules import rule
from bot.catalogue.schema import FactEntry, ValueEntry
from bot.catalogue.values import PARTS, last_day
from bot.problems import Level

_FORMS = ", ".join(["{id}", *(f"{{id.{part}}}" for part in PARTS)])
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@rule("unknown-value", breaks=True)
def unknown_value(content: Content) -> Iterator[Fault]:
    """A text names a value, such as `{th-wage-highest}`, that is not in `values.yaml`. Correct the name,
    or add the value there."""
    known = content.value_ids
    for text in content.texts if known is not None else ():
        for one in text.references:
            if one.id and one.id not in (known or ()):
                what = f"'{one.id}' is not in values.yaml{suggestion(one.id, known or ())}"
                yield text.fault_of(one, what)


@rule("value-form")
def value_form(content: Content) -> Iterator[Fault]:
    """Braces in a text are only for values: `{id}` shows the amount with its unit, `{id.number}`
    without, `{id.date}` and `{id.year}` when it was found, `{id.since}` since when it holds. Correct
    what stands there; for anything else use round brackets."""
    undated = {one.value.id for one in content.values if one.value.since is None}
    for text in content.texts:
        for one in text.references:
            if not one.id or ("." in one.typed and one.part not in PARTS):
                what = f"'{one.typed}' cannot be read; write {_FORMS}, or round brackets"
                yield text.fault_of(one, what)
            elif one.part == "since" and one.id in undated:
                what = f"'{one.id}' does not say since when it holds"
                yield text.fault_of(one, f"{what}; add 'since' to it in values.yaml")


@rule("missing-unit", breaks=True)
def missing_unit(content: Content) -> Iterator[Fault]:
    """A text shows a value whose unit has no words in its language. Add them under `units` in the
    `language.yaml` beside it."""
    unit_of = {one.value.id: one.value.unit for one in content.values}
    for text in content.texts:
        language = content.languages.get(text.language)
        for one in text.references if language is not None else ():
            unit = unit_of.get(one.id) if "." not in one.typed else None
            if unit is not None and language is not None and unit not in language.value.units:
                what = f"'{unit}' has no words in {language.document.file}"
                yield text.fault_of(one, f"{what}; add it there under 'units'")


@rule("value-one-language")
def value_one_language(content: Content) -> Iterator[Fault]:
    """An article names a value in one language but not in another, where an old number would stay when
    the value changes. Name it in all of them."""
    known = content.value_ids or frozenset()
    texts: dict[str, list[TextFile]] = {}
    for text in content.texts:
        texts.setdefault(text.id, []).append(text)
    for versions in texts.values():
        for text in versions:
            first = {one.id: one for one in reversed(text.references) if one.id in known}
            for other in versions:
                named = {one.id for one in other.references}
                if not named <= known:
                    continue  # a slip in the name, which has a fault of its own
                language = content.languages.get(other.language)
                unfinished = language is not None and language.value.unfinished
                for name in sorted(first.keys() - named):
                    what = f"'{name}' is named here, but not in {other.file}; name it there too"
                    fault = text.fault_of(first[name], what)
                    yield replace(fault, level=Level.WARNING if unfinished else None)


@rule("value-not-in-fact")
def value_not_in_fact(content: Content) -> Iterator[Fault]:
    """The amount of a value does not stand in the text of its fact. Correct the amount, or name the fact
    that says it."""
    for value, fact in not_in_fact(content):
        line, _ = fact.document.place((*fact.at, "fact"))
        where = f"'{fact.value.id}' ({fact.document.file}:{line})"
        what = f"{value.value.amount} does not stand in {where}"
        yield value.fault(f"{what}; correct it, or name the fact that says it", "amount")


def not_in_fact(content: Content) -> Iterator[tuple[Placed[ValueEntry], Placed[FactEntry]]]:
    """Yield the values whose amount does not stand in their fact, with the fact."""
    facts = {one.value.id: one for one in content.facts}
    for value in content.values:
        fact = facts.get(value.value.fact)
        if fact is not None and _number(value.value.amount) not in _numbers(fact.value.fact):
            yield value, fact


def _numbers(said: str) -> set[Decimal]:
    return {_number(found[0]) for found in _NUMBER.finditer(said)}


def _number(said: str) -> Decimal:
    return Decimal(said.replace(",", ""))


@rule("worked-example-outdated", Level.WARNING)
def worked_example_outdated(content: Content) -> Iterator[Fault]:
    """An example is worked out from a fact with values, but no amount of those values stands in it: they
    changed after it was calculated. Calculate it again, then the lines of the articles named; or, if it
    does not rest on that fact, take it out of `worked_from`."""
    values: dict[str, list[ValueEntry]] = {}
    for one in content.values:
        values.setdefault(one.value.fact, []).append(one.value)
    for example in content.facts:
        said = _numbers(example.value.fact)
        for number, fact in enumerate(example.value.worked_from):
            now = values.get(fact, ())
            if now and not any(_number(one.amount) in said for one in now):
                amounts = ", ".join(f"'{one.id}' ({one.amount})" for one in now)
                what = f"'{example.value.id}' says no amount of '{fact}': {amounts}"
                rests = (one.value for one in content.articles)
                where = ", ".join(one.id for one in rests if example.value.id in one.facts)
                used = f"used in {where or 'no article'}"
                text = f"{what}; calculate it again; {used}"
                yield example.fault(text, "worked_from", number)


@rule("value-overdue", Level.WARNING)
def value_overdue(content: Content) -> Iterator[Fault]:
    """Nobody has looked for longer than `period_days` whether a value still holds; values of one fact
    are named together. Ask, or look at the source. If the amount changed, mend the fact, then the
    value; if not, only the fact's `as_of`. Read the articles named once more."""
    as_of = {one.value.id: one.value.as_of for one in content.facts}
    overdue: dict[str, list[Placed[ValueEntry]]] = {}
    for value in content.values:
        if (
            value.value.fact in as_of
            and _age(value.value, as_of, content) > value.value.period_days
        ):
            overdue.setdefault(value.value.fact, []).append(value)
    for fact, values in overdue.items():
        first = values[0]
        what = ", ".join(f"'{one.value.id}' ({one.value.amount})" for one in values)
        age = f"last known {_age(first.value, as_of, content)} days ago"
        limit = f"(at most {first.value.period_days})"
        where = sorted({name for one in values for name in _used_by(content, one.value.id)})
        remedy = f"ask anew, then mend '{fact}' and what changed"
        used = f"used in {', '.join(where) or 'no article'}"
        yield first.fault(f"{what}: {age} {limit}; {remedy}; {used}", "fact")


def _age(value: ValueEntry, as_of: Mapping[str, str], content: Content) -> int:
    """Return for how many days nobody has looked at a value."""
    known = max(last_day(said) for said in (as_of[value.fact], value.since) if said)
    return (content.today - known).days


@rule("unused-value", Level.WARNING)
def unused_value(content: Content) -> Iterator[Fault]:
    """No text names the value. Name it where the amount stands, or remove it from `values.yaml`."""
    for value in content.values:
        if not _used_by(content, value.value.id):
            what = f"no text names '{value.value.id}'"
            yield value.fault(f"{what}; write {{{value.value.id}}} in one, or remove it", "id")


def _used_by(content: Content, name: str) -> list[str]:
    """Return the ids of the articles that name a value."""
    named = {text.id for text in content.texts if any(one.id == name for one in text.references)}
    return sorted(named)
