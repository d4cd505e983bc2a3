"""Terms of the glossary."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import POLICE_EN, WAGES_EN, WAGES_LO, Change

GLOSSARY = "content/glossary.yaml"
TERMS = """\
terms:
  - term: {en: pay slip, lo: ໃບເງິນເດືອນ}
    avoid: {en: [wage paper], lo: [ສະລິບ]}
  - term: {en: visa, lo: ວີຊາ}
    other_words: {lo: [ວິຊາ]}
"""


def _line(found: str) -> str:
    return f"- Write down the days. {found}"


CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "the glossary's own words": (
        {WAGES_EN: ("- Write down the days.", _line("Pay slip, pay slips, Visa")),
         WAGES_LO: ("- ຂຽນມື້ໄວ້", "- ໃບເງິນເດືອນ ວີຊາ")},
        [],
    ),
    "a word to avoid, in text and summary": (
        {WAGES_EN: ("- Write down the days.", _line("Keep the Wage paper.")),
         WAGES_LO: ("ເຈົ້າມີສິດໄດ້ຄ່າແຮງ", "ເກັບສະລິບໄວ້")},
        [
            "content/en/complaints/wages.md:19:33: [warning] 'Wage paper' is 'pay slip' in "
            "glossary.yaml; write that (other-term)",
            "content/lo/complaints/wages.md:3:10: [warning] 'ສະລິບ' is 'ໃບເງິນເດືອນ' in "
            "glossary.yaml; write that (other-term)",
        ],
    ),
    "a term spelled otherwise: hyphen, no blank, tones, a short vowel for a long one": (
        {POLICE_EN: ("- See [wages](article:wages).", "- See [pay-slip](article:wages)."),
         WAGES_EN: ("- Write down the days.", _line("A payslip.")),
         WAGES_LO: ("- ຂຽນມື້ໄວ້", "- ໃບ່ເງີນເດືອນ")},
        [
            "content/en/complaints/wages.md:19:26: [warning] 'payslip' is 'pay slip' in "
            "glossary.yaml; write that (other-term)",
            "content/en/help-now/police.md:20:8: [warning] 'pay-slip' is 'pay slip' in "
            "glossary.yaml; write that (other-term)",
            "content/lo/complaints/wages.md:17:3: [warning] 'ໃບ່ເງີນເດືອນ' is 'ໃບເງິນເດືອນ' in "
            "glossary.yaml; write that (other-term)",
        ],
    ),
    "another word that looks alike": ({WAGES_LO: ("- ຂຽນມື້ໄວ້", "- ວິຊາຊີບ")}, []),
    "a word that is explained": (
        {WAGES_EN: ("- Write down the days.", _line('The pay slip (“wage paper”, payslip).'))},
        [],
    ),
    "the address of a link is no text": (
        {WAGES_EN: ("- Write down the days.", _line("[here](https://example.org/payslip)"))},
        [],
    ),
    "one term twice, and one avoided that another uses": (
        {GLOSSARY: TERMS + "  - term: {en: Visa}\n    avoid: {en: [pay slip]}\n"},
        [
            "content/glossary.yaml:6:16: [warning] 'Visa' stands already on line 4 (term-twice)",
            "content/glossary.yaml:7:18: [warning] 'pay slip' is the term of line 2; do not "
            "avoid it here (term-twice)",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults({GLOSSARY: TERMS, **changes}) == expected
