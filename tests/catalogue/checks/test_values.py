"""Values: names that lead to one, amounts that their facts say, and when somebody must look again."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.catalogue.conftest import Faults
from tests.catalogue.tree import (
    CATALOGUE,
    ENGLISH,
    LAO,
    VALID,
    VALUES,
    WAGE_FACTS,
    WAGES_EN,
    WAGES_LO,
    WITH_VALUES,
    Change,
)


def changed(file: str, old: str, new: str) -> Mapping[str, Change]:
    """Return the content with a value, and one thing changed in it."""
    assert old in WITH_VALUES[file]
    return {**WITH_VALUES, file: WITH_VALUES[file].replace(old, new, 1)}


EXAMPLES = "content/facts/worked.yaml"
EXAMPLE: dict[str, str] = {
    **WITH_VALUES,
    CATALOGUE: WITH_VALUES[CATALOGUE].replace("wage-2026]", "wage-2026, worked-month]"),
    EXAMPLES: """\
facts:
  - id: worked-month
    fact: At 400 baht a day 26 days of work pay 10,400 baht.
    as_of: 2026-07
    confidence: medium
    worked_from: [pay-in-3-days, wage-2026]
""",
}
"""Content with a value and an example that was worked out from its fact."""

CASES: dict[str, tuple[Mapping[str, Change], list[str]]] = {
    "nothing is wrong with the content that has a value": (WITH_VALUES, []),
    "a name that leads to no value": (
        {
            **WITH_VALUES,
            WAGES_EN: WITH_VALUES[WAGES_EN].replace("{th-wage}", "{th-wages}"),
            WAGES_LO: WITH_VALUES[WAGES_LO].replace("{th-wage}", "{th-wages}"),
        },
        [
            "content/en/complaints/wages.md:3:10: [error] 'th-wages' is not in values.yaml; did you "
            "mean 'th-wage'? (unknown-value)",
            "content/en/complaints/wages.md:19:12: [error] 'th-wages' is not in values.yaml; did you "
            "mean 'th-wage'? (unknown-value)",
            "content/en/complaints/wages.md:20:3: [error] 'th-wages' is not in values.yaml; did you "
            "mean 'th-wage'? (unknown-value)",
            "content/lo/complaints/wages.md:3:10: [error] 'th-wages' is not in values.yaml; did you "
            "mean 'th-wage'? (unknown-value)",
            "content/lo/complaints/wages.md:17:9: [error] 'th-wages' is not in values.yaml; did you "
            "mean 'th-wage'? (unknown-value)",
            "content/lo/complaints/wages.md:18:3: [error] 'th-wages' is not in values.yaml; did you "
            "mean 'th-wage'? (unknown-value)",
        ],
    ),
    "nothing about names when the values cannot be read": (
        {**WITH_VALUES, VALUES: "values: [\n"},
        [
            "content/values.yaml:2:1: [error] not readable as YAML: did not find expected node "
            "content; look for a missing space after ':', a missing quote or wrong indentation on "
            "this line or the one above (yaml-syntax)"
        ],
    ),
    "a value with a fault in its entry is reported once": (
        changed(VALUES, "    unit: THB\n", ""),
        [
            "content/values.yaml:2:5: [error] 'unit' is missing; add the line (missing-key)",
        ],
    ),
    "an amount that is no number": (
        changed(VALUES, "'400'", "400 baht"),
        [
            "content/values.yaml:4:13: [error] 'amount' must be a number such as 875, 7,600 or 0.1, "
            "without unit or currency, not '400 baht' (wrong-value)",
        ],
    ),
    "braces that are not closed": (
        changed(WAGES_EN, "({th-wage.date})", "({th-wage.date)"),
        [
            "content/en/complaints/wages.md:19:29: [error] '{' cannot be read; write {id}, "
            "{id.number}, {id.date}, {id.year}, {id.since}, or round brackets (value-form)",
        ],
    ),
    "a part that a value does not have": (
        changed(WAGES_EN, "{th-wage.date}", "{th-wage.day}"),
        [
            "content/en/complaints/wages.md:19:29: [error] '{th-wage.day}' cannot be read; write "
            "{id}, {id.number}, {id.date}, {id.year}, {id.since}, or round brackets (value-form)",
        ],
    ),
    "nothing after the dot": (
        changed(WAGES_EN, "{th-wage.date}", "{th-wage.}"),
        [
            "content/en/complaints/wages.md:19:29: [error] '{th-wage.}' cannot be read; write {id}, "
            "{id.number}, {id.date}, {id.year}, {id.since}, or round brackets (value-form)",
        ],
    ),
    "nothing between braces": (
        changed(WAGES_EN, "({th-wage.date})", "{}"),
        [
            "content/en/complaints/wages.md:19:28: [error] '{}' cannot be read; write {id}, "
            "{id.number}, {id.date}, {id.year}, {id.since}, or round brackets (value-form)",
        ],
    ),
    "since when a value holds is not said": (
        changed(VALUES, "    since: 2026-07-01\n", ""),
        [
            "content/en/complaints/wages.md:20:19: [error] 'th-wage' does not say since when it "
            "holds; add 'since' to it in values.yaml (value-form)",
            "content/lo/complaints/wages.md:18:17: [error] 'th-wage' does not say since when it "
            "holds; add 'since' to it in values.yaml (value-form)",
        ],
    ),
    "braces in example questions are left alone": (
        changed(WAGES_EN, "- pay 1", "- 'pay {1}'"),
        [],
    ),
    "a unit without words in one language": (
        changed(LAO, "units: {THB: '{number} ບາດ'}\n", ""),
        [
            "content/lo/complaints/wages.md:3:10: [error] 'THB' has no words in "
            "content/lo/language.yaml; add it there under 'units' (missing-unit)",
            "content/lo/complaints/wages.md:17:9: [error] 'THB' has no words in "
            "content/lo/language.yaml; add it there under 'units' (missing-unit)",
            "content/lo/complaints/wages.md:18:3: [error] 'THB' has no words in "
            "content/lo/language.yaml; add it there under 'units' (missing-unit)",
        ],
    ),
    "words of a unit without a place for the number": (
        changed(ENGLISH, "'{number} baht'", "baht"),
        [
            "content/en/language.yaml:7:14: [error] 'units.THB' must say where the number stands: "
            "'{number} baht', not 'baht' (wrong-value)",
        ],
    ),
    "a date that is written with other letters": (
        changed(LAO, "ເດືອນ M ປີ y", "thang M y"),
        [
            "content/lo/language.yaml:7:16: [error] 'dates.month' must be made of d (day), M or MMMM "
            "(month) and y (year), such as d MMMM y; Latin letters beside them stand between "
            "apostrophes, not 'thang M y' (wrong-value)",
        ],
    ),
    "a value that is named in one language only": (
        {
            **WITH_VALUES,
            WAGES_LO: WITH_VALUES[WAGES_LO]
            .replace("{th-wage}", "400 ບາດ")
            .replace("{th-wage.date}", "ເດືອນ 7 ປີ 2026")
            .replace("{th-wage.since}", "1 ກໍລະກົດ 2026"),
        },
        [
            "content/en/complaints/wages.md:3:10: [error] 'th-wage' is named here, but not in "
            "content/lo/complaints/wages.md; name it there too (value-one-language)",
        ],
    ),
    "a value that is left out in one language is reported once": (
        {**WITH_VALUES, WAGES_LO: VALID[WAGES_LO]},
        [
            "content/en/complaints/wages.md:3:10: [error] 'th-wage' is named here, but not in "
            "content/lo/complaints/wages.md; name it there too (value-one-language)",
        ],
    ),
    "an unknown value in one language, with a number in its name": (
        {
            **WITH_VALUES,
            WAGES_LO: WITH_VALUES[WAGES_LO].replace("{th-wage", "{th-wage-30-days"),
        },
        [
            f"content/lo/complaints/wages.md:{place}: [error] 'th-wage-30-days' is not in "
            "values.yaml; did you mean 'th-wage'? (unknown-value)"
            for place in ("3:10", "17:9", "17:28", "18:3", "18:25")
        ],
    ),
    "a value whose fact the article does not name": (
        {
            **WITH_VALUES,
            CATALOGUE: VALID[CATALOGUE],
            WAGES_EN: VALID[WAGES_EN].replace("your pay.", "{th-wage}."),
            WAGES_LO: VALID[WAGES_LO].replace("ຄ່າແຮງ\nq", "{th-wage}\nq"),
        },
        [
            "content/en/complaints/wages.md:3:10: [error] '400 baht' is in no fact of 'wages'; "
            "correct it, or if it is meant add 'wage-2026' to its facts in catalogue.yaml "
            "(figure-without-fact)",
            "content/lo/complaints/wages.md:3:10: [error] '400 ບາດ' is in no fact of 'wages'; "
            "correct it, or if it is meant add 'wage-2026' to its facts in catalogue.yaml "
            "(figure-without-fact)",
        ],
    ),
    "an amount that its fact does not say": (
        changed(VALUES, "'400'", "'40'"),
        [
            "content/values.yaml:4:13: [error] 40 does not stand in 'wage-2026' "
            "(content/facts/wages.yaml:3); correct it, or name the fact that says it "
            "(value-not-in-fact)",
        ],
    ),
    "an amount is the same number with and without a comma": (
        {
            **WITH_VALUES,
            VALUES: WITH_VALUES[VALUES].replace("'400'", "'1400'"),
            WAGE_FACTS: WITH_VALUES[WAGE_FACTS].replace("400 baht", "1,400-baht"),
        },
        [],
    ),
    "a fact that is nowhere": (
        changed(VALUES, "fact: wage-2026", "fact: wage-2025"),
        [
            "content/values.yaml:6:11: [error] 'wage-2025' is not in facts/; did you mean "
            "'wage-2026'? (unknown-fact)",
        ],
    ),
    "an example that was worked out with an amount that has changed": (
        {**EXAMPLE, EXAMPLES: EXAMPLE[EXAMPLES].replace("400", "399")},
        [
            "content/facts/worked.yaml:6:34: [warning] 'worked-month' says no amount of 'wage-2026': "
            "'th-wage' (400); calculate it again; used in wages (worked-example-outdated)",
        ],
    ),
    "an example that was worked out with the amount": (EXAMPLE, []),
    "a value that nobody looked at for too long": (
        changed(VALUES, "period_days: 113", "period_days: 112"),
        [
            "content/values.yaml:6:11: [warning] 'th-wage' (400): last known 113 days ago (at most "
            "112); ask anew, then mend 'wage-2026' and what changed; used in wages (value-overdue)",
        ],
    ),
    "values of one fact are asked for together": (
        {
            **WITH_VALUES,
            VALUES: WITH_VALUES[VALUES].replace("113", "7")
            + WITH_VALUES[VALUES]
            .removeprefix("values:\n")
            .replace("id: th-wage", "id: th-day")
            .replace("'400'", "'1'")
            .replace("113", "8"),
            WAGES_EN: WITH_VALUES[WAGES_EN] + "- {th-day.number}\n",
            WAGES_LO: WITH_VALUES[WAGES_LO] + "- {th-day.number}\n",
        },
        [
            "content/values.yaml:6:11: [warning] 'th-wage' (400), 'th-day' (1): last known 113 days "
            "ago (at most 7); ask anew, then mend 'wage-2026' and what changed; used in wages "
            "(value-overdue)",
        ],
    ),
    "a year counts from its end": (
        changed(WAGE_FACTS, "as_of: 2026-07", "as_of: 2026"),
        [],
    ),
    "a value that came into force after it was published counts from then": (
        {
            **WITH_VALUES,
            WAGE_FACTS: WITH_VALUES[WAGE_FACTS]
            .replace("as_of: 2026-07", "as_of: 2025-12")
            .replace("1 July", "31 July"),
            VALUES: WITH_VALUES[VALUES]
            .replace("since: 2026-07-01", "since: 2026-07-31")
            .replace("period_days: 113", "period_days: 112"),
        },
        [
            "content/values.yaml:6:11: [warning] 'th-wage' (400): last known 113 days ago (at most "
            "112); ask anew, then mend 'wage-2026' and what changed; used in wages (value-overdue)",
        ],
    ),
    "a value that no text names": (
        {
            **WITH_VALUES,
            VALUES: WITH_VALUES[VALUES]
            + WITH_VALUES[VALUES].removeprefix("values:\n").replace("id: th-wage", "id: th-pay"),
        },
        [
            "content/values.yaml:9:9: [warning] no text names 'th-pay'; write {th-pay} in one, or "
            "remove it (unused-value)",
        ],
    ),
    "two values with one id": (
        {
            **WITH_VALUES,
            VALUES: WITH_VALUES[VALUES] + WITH_VALUES[VALUES].removeprefix("values:\n"),
        },
        [
            "content/values.yaml:9:9: [error] the value 'th-wage' stands already on line 2; rename "
            "or remove one of the two (duplicate-id)",
        ],
    ),
    "a value from the future": (
        {
            **changed(VALUES, "since: 2026-07-01", "since: 2027"),
            WAGE_FACTS: WITH_VALUES[WAGE_FACTS].replace("1 July 2026", "2027"),
        },
        [
            "content/values.yaml:7:12: [error] 2027 lies in the future (today is 2026-11-21); write "
            "the day on which it was really done (future-date)",
        ],
    ),
    "a fact from the future": (
        changed(WAGE_FACTS, "as_of: 2026-07", "as_of: 2026-12"),
        [
            "content/facts/wages.yaml:4:12: [error] 2026-12 lies in the future (today is 2026-11-21); "
            "write the day on which it was really done (future-date)",
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_names_place_fault_and_remedy(
    faults: Faults, changes: Mapping[str, Change], expected: list[str]
) -> None:
    assert faults(changes) == expected


def test_in_a_language_that_is_not_finished_a_value_left_out_is_a_warning(faults: Faults) -> None:
    unfinished = WITH_VALUES[LAO] + "unfinished: 'true'\n"
    assert faults({**WITH_VALUES, LAO: unfinished, WAGES_LO: VALID[WAGES_LO]}) == [
        "content/en/complaints/wages.md:3:10: [warning] 'th-wage' is named here, but not in "
        "content/lo/complaints/wages.md; name it there too (value-one-language)",
    ]
