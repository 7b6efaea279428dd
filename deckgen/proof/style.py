"""How the page looks on a screen and on paper. Nothing is loaded from anywhere; kinds are told by more than colour."""

from __future__ import annotations

STYLE = """
@page { size: A4 portrait; margin: 15mm 14mm 16mm }
:root { --ink: #1d2330; --soft: #565f70; --line: #d9dde5; --panel: #f5f6f9; --error: #b3261e; --warning: #8a5200;
  --note: #2f5d8a; --good: #1b6e3c }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body { margin: 0; color: var(--ink); background: #fff; font: 15px/1.6 "Noto Sans", "Segoe UI", "Helvetica Neue", Arial,
  "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif }
main, header, footer { max-width: 1120px; margin: 0 auto; padding: 0 32px }
header { padding-top: 44px }
.over { margin: 0; color: var(--soft); font-size: 14px; letter-spacing: .06em }
h1 { margin: 4px 0 2px; font-size: 31px; line-height: 1.28; font-weight: 700; overflow-wrap: anywhere }
.file { margin: 0; color: var(--soft); overflow-wrap: anywhere }
h2 { margin: 48px 0 16px; padding-bottom: 8px; font-size: 21px; line-height: 1.35; border-bottom: 2px solid var(--ink) }
h3 { margin: 0 0 10px; font-size: 16px; line-height: 1.4; overflow-wrap: anywhere }
h3 .of { color: var(--soft); font-weight: 400; margin-right: .6em }
p { margin: 0 0 8px }
.verdict { display: flex; align-items: center; gap: 14px; margin: 24px 0 18px; padding: 16px 20px; border-radius: 10px;
  font-size: 22px; font-weight: 700; line-height: 1.3; color: #fff; background: var(--good) }
.verdict svg { flex: none; width: 30px; height: 30px }
.verdict.warned { background: var(--warning) }
.verdict.bad { background: var(--error) }
.counts { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: 12px; margin: 0; padding: 0;
  list-style: none }
.counts li { padding: 12px 16px 10px; border-radius: 10px; background: var(--panel) }
.counts b { display: block; font-size: 27px; line-height: 1.2; font-variant-numeric: tabular-nums }
.counts span { color: var(--soft); font-size: 13.5px }
.counts .error b { color: var(--error) } .counts .warning b { color: var(--warning) } .counts .note b { color: var(--note) }
.counts .good b { color: var(--good) }
.aside { color: var(--soft); font-size: 14px }
.wide { overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-size: 14.5px; line-height: 1.5 }
th { padding: 6px 12px 6px 0; text-align: left; color: var(--soft); font-weight: 600; font-size: 13.5px;
  border-bottom: 1px solid var(--ink); white-space: nowrap }
td { padding: 9px 14px 9px 0; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
td.figure { width: 27% } td.pages { width: 11%; font-variant-numeric: tabular-nums } td.holds { width: 17% }
td.figure b { display: block; font-size: 16px; font-variant-numeric: tabular-nums }
td.figure span, td small { color: var(--soft); font-size: 13px }
td small { display: block }
.held { white-space: nowrap; font-weight: 600; color: var(--good) } .held::before { content: "✓ " }
.fails { font-weight: 700; color: var(--error) } .fails::before { content: "✗ " }
tr.faulty td { background: #fdf2f1 } tr.faulty td:first-child { box-shadow: inset 4px 0 var(--error); padding-left: 14px }
mark { padding: 0 .15em; border-radius: 3px; color: inherit; background: #ffe79a }
.slide { display: grid; grid-template-columns: minmax(0, 58fr) minmax(0, 42fr); gap: 22px; margin: 0 0 26px; padding: 0 0 26px;
  border-bottom: 1px solid var(--line); break-inside: avoid }
.slide > h3 { grid-column: 1 / -1; margin: 0 }
.sheet { position: relative; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; background: #fff }
.sheet img, .sheet svg { display: block; width: 100%; height: auto }
.sheet img + svg { position: absolute; inset: 0; height: 100% }
.sheet.hidden { border-style: dashed }
.tag { display: inline-block; margin-left: .6em; padding: 0 .6em; border: 1px solid var(--soft); border-radius: 9px; color: var(--soft);
  font-size: 12px; font-weight: 400; line-height: 1.5; vertical-align: 1px }
ol.findings { margin: 0; padding: 0; list-style: none }
ol.findings li { position: relative; margin: 0 0 14px; padding: 0 0 0 36px; break-inside: avoid; overflow-wrap: anywhere }
ol.findings .n { position: absolute; left: 0; top: 1px; width: 25px; height: 25px; border-radius: 50%; text-align: center; color: #fff;
  font-size: 13px; font-weight: 700; line-height: 25px; font-variant-numeric: tabular-nums; background: var(--note) }
.n.error { background: var(--error) !important } .n.warning { background: var(--warning) !important }
.kind { font-weight: 700 } .error .kind { color: var(--error) } .warning .kind { color: var(--warning) }
.note .kind { color: var(--note) }
code { font: 13px/1.5 ui-monospace, "Cascadia Mono", "Noto Sans Mono", Menlo, Consolas, "Noto Sans CJK SC", monospace }
.where, .hint { color: var(--soft); font-size: 13.5px; margin: 2px 0 0 }
.fix { color: var(--good); font-size: 13.5px; margin: 2px 0 0 }
.sheets { display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 18px; margin: 0; padding: 0; list-style: none }
.sheets p { margin: 5px 0 0; color: var(--soft); font-size: 13px; line-height: 1.4 }
.photos { margin: 0; padding: 0; list-style: none; columns: 2; column-gap: 40px }
.photos li { padding: 6px 0; border-bottom: 1px solid var(--line); break-inside: avoid }
.photos span { color: var(--soft); margin-right: .8em; font-variant-numeric: tabular-nums }
footer { margin-top: 56px; padding-top: 12px; padding-bottom: 40px; color: var(--soft); font-size: 13px }
a { color: inherit }
svg .box { fill: none; stroke-width: 3 } svg .error { stroke: var(--error) } svg .warning { stroke: var(--warning); stroke-dasharray: 12 6 }
svg .note { stroke: var(--note); stroke-dasharray: 3 5 }
svg .disc { stroke: #fff; stroke-width: 2.5; stroke-dasharray: none }
svg .disc.error { fill: var(--error) } svg .disc.warning { fill: var(--warning) } svg .disc.note { fill: var(--note) }
svg text.n { fill: #fff; font-weight: 700; font-size: 19px; text-anchor: middle }
svg .shape { fill: #eef0f4; stroke: #b9c0cc; stroke-width: 1 } svg .words { fill: #566074; font-size: 17px }
svg a:focus .disc, svg a:hover .disc { stroke: var(--ink) }
li:target { background: #fff6d6; box-shadow: 0 0 0 6px #fff6d6 }
@media (max-width: 760px) { .slide { grid-template-columns: minmax(0, 1fr) } main, header, footer { padding: 0 18px }
  .photos { columns: 1 } }
@media print { body { font-size: 9.5pt } main, header, footer { max-width: none; padding: 0 } header { padding-top: 0 }
  .verdict, .counts li, .n, mark, .held, .fails, tr.faulty td { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  h2 { break-after: avoid; margin-top: 9mm } thead { display: table-header-group } tr { break-inside: avoid }
  .sheets { grid-template-columns: repeat(4, 1fr) } .sheets li { break-inside: avoid } a { text-decoration: none } }
"""
