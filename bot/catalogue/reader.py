"""The files of a content folder -> Content, noting every fault of form on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from bot.catalogue.checklist_schema import ChecklistEntry, ChecklistsFile, ChecklistTextEntry
from bot.catalogue.content import Content, ListText, Placed, TextFile
from bot.catalogue.digest import digest
from bot.catalogue.files import Files
from bot.catalogue.markdown import body_lines, links, split_front_matter, split_parts
from bot.catalogue.partners import PartnerEntry, PartnersFile
from bot.catalogue.schema import (
    AgencyEntry,
    ArticleEntry,
    CatalogueFile,
    CategoryEntry,
    ContactEntry,
    ContactsFile,
    FactEntry,
    FactsFile,
    FrontMatter,
    GlossaryFile,
    LanguageFile,
    NamesFile,
    OffTopicFile,
    PlaceEntry,
    RetiredEntry,
    SourceEntry,
    SourcesFile,
    TermEntry,
    TopicEntry,
    TownEntry,
    TownsFile,
    UrgentFile,
    ValueEntry,
    ValuesFile,
)
from bot.catalogue.values import Value, Wording, dated_values
from bot.problems import Level, Problem
from bot.yamlfile import Document, parse, validate, validate_at
from bot.yamlfile import Path as Steps

LANGUAGE_FILE = "language.yaml"
FACTS_FOLDER = "facts"
CHECKLISTS_FOLDER = "checklists"
LONGEST_ARTICLE = 60_000
"""Bytes: twice the longest of ours."""
DEEPEST = 4
"""Folders within each other in that of a language; articles stand in the first."""
MOST_IN_FOLDER = 1_000
"""Files and folders that are read of one folder: ten times what ours have."""
MOST_FAULTS = 1_000
"""After so many faults of form no further entry is checked: nobody mends more in one go."""
_Model = TypeVar("_Model", bound=BaseModel)


def read(folder: Path, today: date, max_age_days: int) -> tuple[Content, Files, list[Problem]]:
    """Read the whole folder; the problems are those of form: what cannot be read or understood."""
    reader = _Reader(folder)
    content = reader.content(today, max_age_days)
    return content, reader.files, [*reader.files.problems, *reader.problems]


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = Files(folder)
        self.problems: list[Problem] = []
        self.documents: list[Document] = []

    def content(self, today: date, max_age_days: int) -> Content:
        catalogue = self.document("catalogue.yaml", CatalogueFile)
        sources = self.document("sources.yaml", SourcesFile)
        contacts = self.document("contacts.yaml", ContactsFile)
        names = self.document("names.yaml", NamesFile)
        towns = self.optional("towns.yaml", TownsFile)
        urgent = self.document("urgent.yaml", UrgentFile)
        off_topic = self.optional("off_topic.yaml", OffTopicFile)
        partners = self.optional("partners.yaml", PartnersFile)
        glossary = self.optional("glossary.yaml", GlossaryFile)
        facts_files = [self.document(name, FactsFile) for name in self.facts_files()]
        values_file = self.optional("values.yaml", ValuesFile)
        checklists = self.optional("checklists.yaml", ChecklistsFile)
        topics = tuple(self.entries(catalogue, ("topics",), TopicEntry))
        directory = tuple(self.entries(contacts, ("contacts",), ContactEntry))
        articles: list[Placed[ArticleEntry]] = []
        retired: list[Placed[RetiredEntry]] = []
        topic_of: dict[str, str] = {}
        for at, topic in _items(catalogue, ("topics",)):
            for inner, item in _items(catalogue, (*at, "articles")):
                if isinstance(item, dict) and "retired" in item:
                    retired += self.entry(catalogue, inner, RetiredEntry)
                else:
                    articles += self.entry(catalogue, inner, ArticleEntry)
                    topic_of.setdefault(_id(item), _id(topic))
        facts = [fact for one in facts_files for fact in self.entries(one, ("facts",), FactEntry)]
        values = tuple(self.entries(values_file, ("values",), ValueEntry))
        dated = dated_values([one.value for one in values], [one.value for one in facts])
        languages, texts = self.languages(dated)
        return Content(
            folder=self.files.name(self.folder),
            today=today,
            max_age_days=max_age_days,
            codes=frozenset(path.parent.name for path in self.folder.glob(f"*/{LANGUAGE_FILE}")),
            languages=languages,
            topics=topics,
            articles=tuple(articles),
            retired=tuple(retired),
            topic_of=topic_of,
            sources=tuple(self.entries(sources, ("sources",), SourceEntry)),
            contacts=directory,
            facts=tuple(facts),
            values=values,
            contact_of={one.value.id: one.value for one in reversed(directory)},
            countries=tuple(self.entries(names, ("countries",), PlaceEntry)),
            provinces=tuple(self.entries(names, ("provinces",), PlaceEntry)),
            agencies=tuple(self.entries(names, ("agencies",), AgencyEntry)),
            towns=tuple(self.entries(towns, ("towns",), TownEntry)),
            partners=tuple(self.entries(partners, ("partners",), PartnerEntry)),
            categories=tuple(self.entries(urgent, ("categories",), CategoryEntry)),
            terms=tuple(self.entries(glossary, ("terms",), TermEntry)),
            urgent=_whole(urgent, UrgentFile),
            off_topic=_whole(off_topic, OffTopicFile),
            checklists=tuple(self.entries(checklists, ("checklists",), ChecklistEntry)),
            list_texts=tuple(self.list_texts()),
            list_ids=_ids(checklists, "checklists") or frozenset(),
            texts=tuple(texts),
            article_ids=frozenset(topic_of) or None,
            source_ids=_ids(sources, "sources"),
            contact_ids=_ids(contacts, "contacts"),
            fact_ids=_all_ids(facts_files, "facts"),
            value_ids=_ids(values_file, "values"),
            documents=tuple(self.documents),
            raw=self.files.texts,
        )

    def facts_files(self) -> Iterator[str]:
        """Yield the names of the files of facts, relative to the content folder."""
        folder = self.folder / FACTS_FOLDER
        for path in self.listed(folder) if folder.is_dir() else ():
            if path.suffix == ".yaml":
                yield f"{FACTS_FOLDER}/{path.name}"
            else:
                what = "this is no file of facts: those end in .yaml; move or delete it"
                self.files.fault(path, "stray-file", what, Level.WARNING)

    def document(self, name: str, model: type[BaseModel]) -> Document:
        """Read and check one YAML file; its data is None when nothing in it can be used."""
        path = self.folder / name
        text = self.files.read(path)
        if text is None:
            return Document(self.files.name(path), None, {}, {}, ())
        document = parse(text, self.files.name(path))
        self.documents.append(document)
        self.problems += validate(document, model)[1]
        return document

    def optional(self, name: str, model: type[BaseModel]) -> Document:
        """Read a file that need not be there."""
        if (self.folder / name).exists():
            return self.document(name, model)
        return Document(self.files.name(self.folder / name), None, {}, {}, ())

    def entry(self, document: Document, at: Steps, model: type[_Model]) -> list[Placed[_Model]]:
        """Check one entry; the list holds it, or nothing when it is faulty."""
        found, problems = validate_at(document, at, model)
        self.problems += problems
        return [] if found is None else [Placed(found, document, at)]

    def entries(
        self, document: Document, at: Steps, model: type[_Model]
    ) -> Iterator[Placed[_Model]]:
        for inner, _ in _items(document, at):
            if len(self.problems) > MOST_FAULTS:
                return
            yield from self.entry(document, inner, model)

    def languages(
        self, values: dict[str, Value]
    ) -> tuple[dict[str, Placed[LanguageFile]], list[TextFile]]:
        """Read every folder that has a ``language.yaml``, and the articles in it, showing ``values``."""
        languages: dict[str, Placed[LanguageFile]] = {}
        texts: list[TextFile] = []
        folders = [
            path for path in self.listed(self.folder) if path.is_dir() and path.name != FACTS_FOLDER
        ]
        for folder in folders:
            has_language = (folder / LANGUAGE_FILE).exists()
            others = {folder / LANGUAGE_FILE, *self.list_files(folder)}
            files = [path for path in self.walk(folder) if path not in others]
            if not has_language:
                if any(path.suffix == ".md" for path in files):
                    self.files.fault(
                        folder / LANGUAGE_FILE, "missing-file",
                        f"'{folder.name}' holds articles but is no language yet; add this file "
                        f"(README.md in {self.files.name(self.folder)} shows it) or move them",
                    )  # fmt: skip
                continue
            document = self.document(f"{folder.name}/{LANGUAGE_FILE}", LanguageFile)
            found, _ = validate(document, LanguageFile) if document.data else (None, [])
            if found is not None:
                languages[folder.name] = Placed(found, document, ())
            wording = Wording(values, folder.name, found)
            read = (self.text(folder, path, wording) for path in files)
            texts += (text for text in read if text is not None)
        if not folders:
            what = "no language stands here; add a folder such as 'en' with a language.yaml in it"
            self.files.fault(self.folder, "missing-file", what)
        return languages, texts

    def list_files(self, language: Path) -> list[Path]:
        """Return the files with the checklists of a language."""
        folder = language / CHECKLISTS_FOLDER
        listed = self.listed(folder) if folder.is_dir() else []
        return [path for path in listed if path.suffix == ".yaml"]

    def list_texts(self) -> Iterator[ListText]:
        """Read the checklists of every language."""
        for language in self.listed(self.folder):
            if not (language / LANGUAGE_FILE).exists():
                continue
            for path in self.list_files(language):
                name = f"{language.name}/{CHECKLISTS_FOLDER}/{path.name}"
                document = self.document(name, ChecklistTextEntry)
                found, _ = validate(document, ChecklistTextEntry) if document.data else (None, [])
                yield ListText(language.name, path.stem, document, found)

    def walk(self, folder: Path, depth: int = 1) -> Iterator[Path]:
        for path in self.listed(folder):
            if path.is_symlink() or path.suffix == ".md" or not path.is_dir():
                yield path
            elif depth < DEEPEST:
                yield from self.walk(path, depth + 1)
            else:
                what = f"more than {DEEPEST} folders lie within each other; move these files up"
                self.files.fault(path, "unreadable-file", what)

    def listed(self, folder: Path) -> list[Path]:
        try:
            found = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
            if len(found) > MOST_IN_FOLDER:
                what = (
                    f"more than {MOST_IN_FOLDER:,} files stand in this folder, the rest is not read; "
                    "move away what is no content"
                )
                self.files.fault(folder, "unreadable-file", what)
            return found[:MOST_IN_FOLDER]
        except OSError as error:
            why = error.strerror or str(error)
            rule = "missing-file" if isinstance(error, FileNotFoundError) else "unreadable-file"
            what = f"the folder cannot be read: {why}; restore it or mend its permissions"
            self.files.fault(folder, rule, what)
            return []

    def text(self, language: Path, path: Path, wording: Wording) -> TextFile | None:
        """Read one article, or note that the file is none."""
        topic, name = path.parent.relative_to(language).as_posix(), self.files.name(path)
        if path.suffix != ".md" or topic == ".":
            what = (
                f"this is no article: those are {language.name}/<topic>/<id>.md; move or delete it"
            )
            self.files.fault(path, "stray-file", what, Level.WARNING)
            return None
        raw = self.files.read(path, LONGEST_ARTICLE)
        if raw is None:
            document = Document(name, None, {}, {}, ())
            return TextFile(language.name, topic, path.stem, name, document, None, (), (), (), "")
        split = split_front_matter(raw)
        front = None
        if split.front is None:
            self.problems.append(Problem(name, 1, 1, Level.ERROR, "front-matter", split.fault))
            document = Document(name, None, {}, {}, ())
        else:
            document = parse(split.front, name, first_line=2)
            self.documents.append(document)
            front, problems = validate(document, FrontMatter)
            self.problems += problems
        written = body_lines(split.body, split.body_line)
        shown, above = wording.front(front, document) if front else (None, ())
        lines, below = wording.lines(written)
        return TextFile(
            language=language.name,
            folder=topic,
            id=path.stem,
            file=name,
            document=document,
            front=shown,
            lines=lines,
            parts=tuple(split_parts(lines)),
            links=tuple(link for line in lines for link in links(line)),
            digest=digest(front.title, front.summary, tuple(split_parts(written))) if front else "",
            references=(*above, *below),
        )


def _items(document: Document, at: Steps) -> Iterator[tuple[Steps, Any]]:
    """Yield the entries of the list at ``at`` with their paths; nothing when it is no list."""
    value = document.data
    for step in at:
        usable = isinstance(value, list) if isinstance(step, int) else isinstance(value, dict)
        if not usable or (isinstance(step, str) and step not in value):
            return
        value = value[step]
    if isinstance(value, list):
        yield from (((*at, number), item) for number, item in enumerate(value))


def _id(item: Any) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    return " ".join(found.split()) if isinstance(found, str) else ""


def _ids(document: Document, key: str) -> frozenset[str] | None:
    if document.data is None:
        return None
    return frozenset(_id(item) for _, item in _items(document, (key,))) - {""}


def _all_ids(documents: list[Document], key: str) -> frozenset[str] | None:
    """Return the ids of all documents; None when one of them could not be read."""
    found = [ids for document in documents if (ids := _ids(document, key)) is not None]
    return frozenset().union(*found) if len(found) == len(documents) else None


def _whole(document: Document, model: type[_Model]) -> Placed[_Model] | None:
    found, _ = validate(document, model) if document.data is not None else (None, [])
    return None if found is None else Placed(found, document, ())
