"""The style sheet of the page."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ink: #1d2327; --soft: #5a6570; --paper: #fff; --line: #dde2e7;
  --card: #f5f7f9; --blue: #0b66c3; --red: #c62f2f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #a3adb7; --paper: #14181c;
  --line: #333b44; --card: #1d2329; --blue: #6db3ff; --red: #ff8078; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, "Noto Sans Lao", "Noto Sans Thai", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; } h4 { font-size: 1rem; margin: .75rem 0 0; }
h2, dd, dt, li, summary { overflow-wrap: anywhere; }
p, figcaption, small, dd { color: var(--soft); } figcaption, small { font-size: .85rem; }
a { color: var(--blue); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: .35rem .7rem; border-bottom: 1px solid var(--line); text-align: left; }
.figures th, .figures td { text-align: right; white-space: nowrap; vertical-align: top;
  font-variant-numeric: tabular-nums; line-height: 1.25; }
.figures th:first-child { position: sticky; left: 0; background: var(--paper); text-align: left; }
details { margin: .5rem 0; padding: .5rem .75rem; background: var(--card); border-radius: .5rem; }
summary { cursor: pointer; min-height: 1.75rem; }
ul { padding-left: 1.1rem; } li { margin: .4rem 0; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 1rem 0 0; flex: 1 1 19rem; max-width: 30rem; }
svg { width: 100%; height: auto; display: block; }
svg text { font-size: 11px; fill: var(--soft); } svg .label { fill: var(--ink);
  paint-order: stroke; stroke: var(--paper); stroke-width: 3px; }
svg polyline { fill: none; stroke: var(--line); stroke-width: 1; }
svg .curve { stroke: var(--blue); stroke-width: 2; stroke-linejoin: round; }
svg .ideal { stroke: var(--soft); stroke-dasharray: 4 4; }
svg .range { stroke: var(--blue); stroke-width: 1.5; opacity: .5; }
svg .dot { fill: var(--red); stroke: var(--paper); stroke-width: 1.5; }
"""
