"""The style sheet of the page: black on white, for a phone and for A4."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light; --ink: #1d2327; --soft: #4a545e; --line: #c4cbd2; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); overflow-wrap: anywhere; font: 16px/1.45
  "Noto Sans Lao", "Noto Sans Thai", "Leelawadee UI", Thonburi, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6em; line-height: 1.35; margin: 0; }
h2 { font-size: 1.15em; line-height: 1.35; margin: 0 0 .4em; }
.other { display: block; font-size: .82em; font-weight: 400; color: var(--soft); }
h1 .other, h2 .other { font-weight: 700; }
p { margin: 0 0 .5em; } .days { font-size: 1.1em; } .rules, section > p { color: var(--soft); }
section { margin-top: 2rem; padding-top: .8rem; border-top: 2px solid var(--ink); }
figure { margin: .3em 0 .6em; max-width: 34rem; }
figure svg { display: block; width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .25em .5em; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; }
th { font-weight: 700; vertical-align: bottom; border-bottom-color: var(--ink); }
th:first-child, td:first-child { padding-left: 0; }
.number, th:nth-child(2) { text-align: right; font-variant-numeric: tabular-nums; }
.day-by-day th, .articles th:nth-child(3), .topics th:nth-child(3), .outcomes th:nth-child(3),
.helpful th:nth-child(n+2), .partners th:nth-child(n+2) { text-align: right; }
.day-by-day th:first-child { text-align: left; }
.glance .number { font-size: 1.3em; font-weight: 700; } .glance thead { display: none; }
small { font-size: .85em; color: var(--soft); }
.day-by-day { columns: 2 14rem; column-gap: 2em; font-size: .9em; }
.never-opened tbody { display: block; columns: 2 16rem; column-gap: 2em; }
.never-opened tr, .never-opened td { display: block; } .never-opened thead { display: none; }
@media print {
  body { font-size: 9.5pt; line-height: 1.35; }
  main { max-width: none; padding: 0; }
  section { margin-top: 1.2em; break-inside: avoid; }
  .day-by-day, .unanswered, .articles, .never-opened, .helpful { break-inside: auto; }
  tr, figure, h2, section > p { break-inside: avoid; }
  h2, section > p { break-after: avoid; }
  td, th { padding: .15em .5em; }
  thead { display: table-header-group; }
}
@page { size: A4; margin: 14mm 13mm; font: 8pt "Noto Sans Lao", sans-serif;
  @bottom-right { content: counter(page) " / " counter(pages); } }
"""
