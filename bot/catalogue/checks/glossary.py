"""Terms: one thing has one name in all articles of a language."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalogue.content import Content, Fault
from bot.catalogue.glossary import Glossary, Spelling
from bot.catalogue.markdown import blank_targets
from bot.catalogue.rules import rule
from bot.problems import Level


@rule("other-term", Level.WARNING)
def other_term(content: Content) -> Iterator[Fault]:
    """A text calls something otherwise than `glossary.yaml` does, so that a reader may take it for
    another thing. Use the glossary's word, or put the other one in brackets or quotation marks where
    you explain it."""
    entries = [one.value for one in content.terms]
    glossaries = {code: Glossary(entries, code) for code in content.codes}
    for text in content.texts:
        glossary = glossaries.get(text.language)
        if glossary is None:
            continue
        for key in ("title", "summary") if text.front else ():
            for spelling in glossary.spellings(getattr(text.front, key)):
                yield text.fault(_say(spelling), key)
        for line in text.lines:
            for spelling in glossary.spellings(blank_targets(line.text)):
                yield text.fault_at(line.number, spelling.column, _say(spelling))
    for listed in content.list_texts:
        glossary = glossaries.get(listed.language)
        for path, said in listed.shown() if glossary is not None else ():
            for spelling in glossary.spellings(said) if glossary is not None else ():
                yield listed.fault(_say(spelling), *path)


@rule("term-twice", Level.WARNING)
def term_twice(content: Content) -> Iterator[Fault]:
    """Two entries of `glossary.yaml` have the same term in a language, or one avoids what the other
    uses. Make one entry of them."""
    used: dict[tuple[str, str], int] = {}
    for entry in content.terms:
        line, _ = entry.document.place(entry.at)
        for language, term in entry.value.term.items():
            other = used.setdefault((language, term.lower()), line)
            if other != line:
                yield entry.fault(f"'{term}' stands already on line {other}", "term", language)
    for entry in content.terms:
        for language, avoided in entry.value.avoid.items():
            for number, word in enumerate(avoided):
                other = used.get((language, word.lower()), 0)
                if other:
                    what = f"'{word}' is the term of line {other}; do not avoid it here"
                    yield entry.fault(what, "avoid", language, number)


def _say(spelling: Spelling) -> str:
    return f"'{spelling.found}' is '{spelling.term}' in glossary.yaml; write that"
