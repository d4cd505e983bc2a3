"""The bot's own words: complete in Lao, safe in any language, English where something is missing."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog

from bot.config import load_settings
from bot.errors import ProblemsError, ThangdeeError
from bot.i18n import LOCALES, OTHER_COUNTRY, flag, translator, translators
from bot.language.lao import compose
from bot.messages import messages, updated, write
from bot.pofile import read_catalog

ROOT = Path(__file__).parents[1]
MESSAGES = messages()
LAO = read_catalog(LOCALES / "lo" / "messages.po")
TRANSLATED = {str(entry.id): str(entry.string) for entry in LAO if entry.id and not entry.context}
NAMED = {(str(entry.context), str(entry.id)): str(entry.string) for entry in LAO if entry.context}
DAY = date(2026, 11, 21)

_LAO_LETTER = re.compile("[\u0e81-\u0eae]")
_THAI = re.compile("[\u0e00-\u0e7f]")


def places(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def catalog(folder: Path, language: str, body: str) -> Path:
    """Write a catalog with ``body`` for ``language`` into ``folder``; return its file."""
    file = folder / language / "messages.po"
    file.parent.mkdir(parents=True)
    file.write_text(body, encoding="utf-8")
    return file


# The Lao catalog


def test_every_message_of_the_code_has_a_lao_translation() -> None:
    assert [text for text in MESSAGES if not TRANSLATED.get(text)] == []


def test_no_translation_stays_that_the_code_no_longer_uses() -> None:
    assert [text for text in TRANSLATED if text not in MESSAGES] == []


def test_the_messages_are_found_wherever_a_translator_is_called() -> None:
    called = re.compile(r"""\btr\(\s*f?["']""")
    for folder in ("bot", "handlers"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            found = sum(file == name for where in MESSAGES.values() for file, _ in where)
            own = name in {
                "bot/i18n.py",
                "bot/messages.py",
            }  # the one calls itself, the other reads
            assert own or found == len(called.findall(path.read_text(encoding="utf-8"))), name


@pytest.mark.parametrize("text", TRANSLATED)
def test_a_translation_has_the_places_of_its_message(text: str) -> None:
    assert places(TRANSLATED[text]) == places(text)


@pytest.mark.parametrize("text", [*TRANSLATED.values(), *NAMED.values()])
def test_a_translation_is_canonical_lao(text: str) -> None:
    assert compose(text) == text
    assert _LAO_LETTER.search(text)
    assert not _THAI.search(text)
    assert "ຫລ" not in text  # the articles write ຫຼ
    assert text == text.strip()
    assert "  " not in text


@pytest.mark.parametrize(
    "label", ["Menu", "Help now", "Back", "More", "Call", "Share", "Sources", "See also",
              "Where I am", "About", "Privacy", "None of these"],
)  # fmt: skip
def test_a_label_fits_beside_another_button_on_a_phone(label: str) -> None:
    wide = [sign for sign in TRANSLATED[label] if sign not in "\u0eb1\u0eb4\u0eb5\u0eb6\u0eb7"
            "\u0eb8\u0eb9\u0ebb\u0ebc\u0ec8\u0ec9\u0eca\u0ecb\u0ecd"]  # fmt: skip
    assert len(wide) <= 13


def test_the_catalog_says_that_no_native_speaker_has_read_it() -> None:
    first_comment = (LOCALES / "lo" / "messages.po").read_text(encoding="utf-8").split("msgid")[0]
    assert re.search(
        r"^# translation: (drafted\b|reviewed by .+, \d{4}-\d\d-\d\d)", first_comment, re.M
    )


def test_the_catalog_is_in_step_with_the_code_and_in_the_form_of_the_command(
    tmp_path: Path,
) -> None:
    write(updated(LAO), tmp_path / "messages.po")
    committed = (LOCALES / "lo" / "messages.po").read_text(encoding="utf-8")
    assert (tmp_path / "messages.po").read_text(encoding="utf-8") == committed


# Speaking


def test_a_message_is_translated_and_filled_in() -> None:
    assert translator("lo")("Menu") == "ເມນູ"
    assert translator("lo")("Checked on {date}", date="21") == "ກວດວັນທີ 21"
    assert translator("en")("Checked on {date}", date="21") == "Checked on 21"


def test_braces_in_what_is_filled_in_are_shown_as_they_are() -> None:
    assert translator("en")("About {name}", name="{name} {0}") == "About {name} {0}"


def test_dates_are_written_as_people_write_them() -> None:
    assert translator("en").date(DAY) == "21 November 2026"
    assert translator("lo").date(DAY) == "21 ພະຈິກ 2026"


def test_countries_and_languages_have_their_usual_names() -> None:
    lao, english = translator("lo"), translator("en")
    codes = ("LA", "TH", "KR", "JP", "MY", OTHER_COUNTRY)
    assert [lao.country(code) for code in codes] == [
        "ລາວ", "ໄທ", "ເກົາຫຼີໃຕ້", "ຍີ່ປຸ່ນ", "ມາເລເຊຍ", "ປະເທດອື່ນ",
    ]  # fmt: skip
    assert [english.country(code) for code in codes] == [
        "Laos", "Thailand", "South Korea", "Japan", "Malaysia", "Elsewhere",
    ]  # fmt: skip
    assert lao.language_name("lo") == "ລາວ"
    assert lao.language_name("hmn") == "ມົ້ງ"
    assert english.language_name("hmn") == "Hmong"


def test_every_country_that_is_offered_has_a_canonical_lao_name_and_a_flag() -> None:
    for code in load_settings(ROOT / "config.yaml").countries.offered:
        name = translator("lo").country(code)
        assert _LAO_LETTER.search(name)
        assert compose(name) == name
        assert len(flag(code)) == 2


def test_a_code_that_nobody_knows_stands_for_itself() -> None:
    assert translator("lo").country("QX") == "QX"
    assert translator("lo").language_name("qqq") == "qqq"


def test_a_flag_is_made_of_the_countrys_letters() -> None:
    assert flag("LA") == "🇱🇦"
    assert flag(OTHER_COUNTRY) == "🌏"


def test_lists_are_joined_as_the_language_does() -> None:
    assert translator("lo").list(["ລາວ", "ໄທ"]) == "ລາວ ແລະ ໄທ"
    assert translator("en").list(["Lao", "Thai", "English"]) == "Lao, Thai, and English"
    assert translator("lo").list([]) == ""


# Falling back


@pytest.mark.parametrize("language", ["kjg", "hmn", "qqq", "zz"])
def test_a_language_without_catalog_or_locale_falls_back_to_english(language: str) -> None:
    unknown = translator(language)
    assert unknown.language == language
    assert unknown("Menu") == "Menu"
    assert unknown("Checked on {date}", date=unknown.date(DAY)) == "Checked on 21 November 2026"
    assert unknown.country("TH") == "Thailand"


def test_a_missing_or_empty_translation_is_shown_in_english(tmp_path: Path) -> None:
    catalog(tmp_path, "lo", 'msgid "Menu"\nmsgstr ""\n\nmsgid "Back"\nmsgstr "ກັບຄືນ"\n')
    lao = translator("lo", tmp_path)
    assert [lao("Menu"), lao("Back"), lao("More")] == ["Menu", "ກັບຄືນ", "More"]


@pytest.mark.parametrize(
    "wrong", ["ກວດ {day}", "ກວດ {date", "ກວດ {0}", "ກວດ {date.x}", "ກວດ {date:q}"]
)
def test_a_translation_with_wrong_places_is_shown_in_english(tmp_path: Path, wrong: str) -> None:
    catalog(tmp_path, "lo", f'msgid "Checked on {{date}}"\nmsgstr "{wrong}"\n')
    assert translator("lo", tmp_path)("Checked on {date}", date="21") == "Checked on 21"


def test_a_third_language_is_a_folder_and_no_code(tmp_path: Path) -> None:
    catalog(
        tmp_path, "kjg",
        'msgid "Menu"\nmsgstr "ເມນູ ກຶມມຸ"\n\n'
        'msgctxt "country"\nmsgid "TH"\nmsgstr "ເມືອງໄທ"\n\n'
        'msgctxt "language"\nmsgid "kjg"\nmsgstr "ກຶມມຸ"\n',
    )  # fmt: skip
    khmu = translator("kjg", tmp_path)
    assert khmu("Menu") == "ເມນູ ກຶມມຸ"
    assert khmu.country("TH") == "ເມືອງໄທ"
    assert khmu.language_name("kjg") == "ກຶມມຸ"
    assert khmu("Back") == "Back"


def test_there_is_a_translator_for_each_language_asked_for() -> None:
    found = translators(["lo", "en", "kjg"])
    assert {code: one("Menu") for code, one in found.items()} == {
        "lo": "ເມນູ", "en": "Menu", "kjg": "Menu",
    }  # fmt: skip


# Faulty catalogs


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            'msgid "Menu"\nmsgstr "ເມນູ\n',
            "2:1: [error] this line must be a comment (#) or a text between two quotes, alone or "
            "after msgid or msgstr; put a backslash before a quote inside the text (po-syntax)",
        ),
        (
            '# a\n\nmsgid "Menu"\nmsgstr "the "menu""\n',
            "4:1: [error] this line must be a comment (#) or a text between two quotes, alone or "
            "after msgid or msgstr; put a backslash before a quote inside the text (po-syntax)",
        ),
        (
            'msgid "Menu"\n\nmsgid "Back"\nmsgstr "ກັບຄືນ"\n',
            "1:1: [error] this line is out of place (missing msgstr for msgid 'Menu'); "
            "each msgid is followed by its msgstr (po-syntax)",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, body: str, problem: str) -> None:
    file = catalog(tmp_path, "lo", body)
    with pytest.raises(ProblemsError) as refused:
        translator("lo", tmp_path)
    assert str(refused.value) == f"{file}:{problem}"


def test_a_catalog_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    file = catalog(tmp_path, "lo", "")
    file.write_bytes(b'msgid "Menu"\nmsgstr "caf\xe9"\n')
    with pytest.raises(ProblemsError) as refused:
        translator("lo", tmp_path)
    assert str(refused.value) == (
        f"{file}:2:1: [error] this line is not UTF-8 text; save the file as UTF-8 (po-syntax)"
    )


# Keeping catalogs in step with the code


def code(folder: Path, source: str) -> Path:
    """Make a tree whose only message-bearing file is ``handlers/pages.py``; return the tree."""
    (folder / "bot").mkdir()
    (folder / "handlers").mkdir()
    (folder / "handlers" / "pages.py").write_text(source, encoding="utf-8")
    return folder


def test_messages_are_found_in_f_strings_in_other_calls_and_over_several_lines(
    tmp_path: Path,
) -> None:
    tree = code(
        tmp_path,
        "a = f\"🏠 {view.tr('Menu')}\"\n"
        'b = tr("Say {example}", example=self.tr("no pay"))\n'
        'c = tr(\n    "One sentence "\n    "in two lines.")\n'
        "d = str(5), other.translate('no')\n",
    )
    at = "handlers/pages.py"
    assert messages(tree) == {
        "Menu": [(at, 1)],
        "Say {example}": [(at, 2)],
        "no pay": [(at, 2)],
        "One sentence in two lines.": [(at, 3)],
    }


@pytest.mark.parametrize("call", ["tr(text)", 'tr(f"Hello {name}")', 'tr("a", "b")', "tr()"])
def test_a_message_that_is_not_written_out_is_refused(tmp_path: Path, call: str) -> None:
    with pytest.raises(ThangdeeError) as refused:
        messages(code(tmp_path, f"\n{call}\n"))
    assert str(refused.value) == (
        "handlers/pages.py:2: a Translator takes one message, written out in quotes; give what "
        "varies as {name} and name=value"
    )


def test_an_update_adds_what_is_new_drops_what_is_gone_and_keeps_the_rest(tmp_path: Path) -> None:
    tree = code(tmp_path, 'tr("Menu")\ntr("New")\n')
    old = Catalog(header_comment="# Ours.")
    old.add("Menu", "ເມນູ", user_comments=["a note to translators"])
    old.add("Gone", "ໄປແລ້ວ")
    old.add("hmn", "ມົ້ງ", context="language")
    write(updated(old, tree), tmp_path / "messages.po")
    assert (tmp_path / "messages.po").read_text(encoding="utf-8") == (
        "# Ours.\n"
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '# a note to translators\n#: handlers/pages.py\nmsgid "Menu"\nmsgstr "ເມນູ"\n\n'
        '#: handlers/pages.py\nmsgid "New"\nmsgstr ""\n\n'
        'msgctxt "language"\nmsgid "hmn"\nmsgstr "ມົ້ງ"\n\n'
    )
