"""The style sheet of the sheets: black on white, A4 across, the Lao font within."""

from __future__ import annotations

from collections.abc import Iterable

from bot.fonts import faces


def style(papers: Iterable[tuple[str, str]]) -> str:
    """Return the style sheet; ``papers`` are the names of pages and what stands on top of each.

    So a leaf that has come loose from its sheet still tells which article it is of.
    """
    tops = "".join(
        f"@page {name} {{ @top-left {{ content: {_string(top)}; }} }}\n" for name, top in papers
    )
    return f"{faces()}{_STYLE}{tops}"


def _string(text: str) -> str:
    """Return ``text`` as a string of CSS in which every sign but letters and digits is a number."""
    signs = (one if one.isalnum() else f"\\{ord(one):06x}" for one in text)
    return f'"{"".join(signs)}"'


_STYLE = """
:root { color-scheme: light; --line: #999; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #000; overflow-wrap: break-word; font: 16px/1.4
  Arial, "Liberation Sans", "Noto Sans Lao", "Noto Sans Thai", "Leelawadee UI", Thonburi, sans-serif; }
main { max-width: 78rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6em; line-height: 1.3; margin: 0 0 .4em; }
h2 { font-size: 1.4em; line-height: 1.3; margin: 0; }
h3 { font-size: 1.05em; line-height: 1.3; margin: .7em 0 .2em; } td h3 { margin: 0; }
h4 { font-size: 1em; margin: .4em 0 0; }
p { margin: 0; } ul, ol { margin: 0; padding-left: 1.3em; }
a { color: inherit; } small { font-size: .85em; }
.sheet { border-top: 3px solid #000; margin-top: 2.5rem; padding-top: .5rem; }
.guides { display: flex; flex-wrap: wrap; gap: .5rem 2rem; } .guides ol { flex: 1 1 18rem; }
.record { margin: .8em 0; }
table { border-collapse: collapse; width: 100%; margin: .5em 0 0; }
th, td { border: 1px solid var(--line); padding: .12em .4em; text-align: left; vertical-align: top; }
th { font-weight: 700; background: #eee; }
.box, td.notes::before, .facts td:first-child::before, .contacts td:first-child::before,
.questions li::before { content: ""; display: inline-block; width: .8em; height: .8em;
  margin-right: .3em; border: 1px solid #000; vertical-align: -.05em; }
.questions li::before { margin: 0; } /* a blank that keeps lines from ending there follows */
.text { table-layout: fixed; } .text .notes { width: 17%; }
.summary { white-space: pre-line; }
.item { padding-left: 1.3em; text-indent: -1.3em; }
.mark { display: inline-block; width: 1.3em; text-indent: 0; }
.to { font-size: .9em; font-style: italic; }
.low { border: 2px solid #000; padding: 0 .25em; }
.facts td:nth-child(1) { width: 50%; } .facts td:nth-child(4) { width: 40%; }
.contacts td:nth-child(1) { width: 36%; } .contacts td:nth-child(3) { width: 26%; }
.contacts td:nth-child(2) { white-space: nowrap; }
.facts a, .contacts a { overflow-wrap: anywhere; font-size: .85em; }
.questions { columns: 3 15rem; column-gap: 1.2em; }
.questions ul { padding: 0; list-style: none; } .questions li { display: inline; }
.form td { white-space: nowrap; height: 2.3em; } .form .fill { width: 16%; }
.free { margin-top: .4em; } .line { border-bottom: 1px solid var(--line); height: 2em; }
@media (max-width: 46rem) {
  main { padding: .6rem; }
  .text thead, .list thead, th:not(:first-child) { display: none; }
  table, thead, tbody, tr, td, th { display: block; width: auto !important; }
  tr { border: 1px solid #000; margin-bottom: .5rem; } td, th { border: 0; }
  .form td { height: auto; white-space: normal; }
}
@media print {
  body { font-size: 9pt; line-height: 1.3; }
  main { max-width: none; padding: 0; }
  .sheet { break-before: page; border: 0; margin: 0; padding: 0; }
  .facts, .contacts, .questions { font-size: 8pt; line-height: 1.25; }
  td { padding: .05em .4em; }
  th { padding: .3em .4em .1em; } /* else the signs over Lao letters show on the page before */
  tr, .form { break-inside: avoid; }
  h2, h3, h4, .place, .state, .heading { break-after: avoid; }
  a { text-decoration: none; }
}
@page { size: A4 landscape; margin: 11mm 9mm 10mm; font: 8pt Arial, "Noto Sans Lao", sans-serif;
  @bottom-right { content: counter(page) " / " counter(pages); } }
"""
