import { drawingStyles } from "../drawing/drawing-styles.ts";

/** The look of a page: light or dark as the reader's system is, from a phone's width to a desk's, and on paper. */
export const styles = `
:root {
  color-scheme: light dark;
  --ground: #f6f6f4; --surface: #fff; --text: #1d1d1f; --muted: #606066; --line: #dcdcd8;
  --accent: #1d62c4; --good: 32 122 70; --bad: 200 44 30; --fine: 29 98 196;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131315; --surface: #1d1d20; --text: #f0f0f2; --muted: #a5a5ad; --line: #38383d;
    --accent: #7fb0ff; --good: 70 178 110; --bad: 240 88 72; --fine: 110 165 255;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 1440px; padding: 24px clamp(14px, 3vw, 40px) 64px;
  background: var(--ground); color: var(--text); font-size: 15px; line-height: 1.55;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
}
h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 0 0 6px; font-size: 20px; line-height: 1.3; }
h3 { margin: 20px 0 6px; font-size: 16px; }
p { margin: 0 0 10px; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.summary { max-width: 80ch; font-size: 17px; }
.intro, .note { max-width: 90ch; color: var(--muted); }
.note { margin-top: 10px; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 0 0 12px; }
.facts dt { color: var(--muted); font-size: 12px; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin-bottom: 18px; }
section { margin-top: 20px; padding: 20px clamp(14px, 2vw, 26px) 22px; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); gap: 12px; margin: 0; padding: 0; list-style: none; }
.tiles li { padding: 14px 16px; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
.tiles b { display: block; font-size: 28px; line-height: 1.3; font-variant-numeric: tabular-nums; }
.tiles p { margin: 2px 0 0; color: var(--muted); font-size: 13px; line-height: 1.45; }
.label { font-weight: 600; }
.name { font-weight: 600; overflow-wrap: anywhere; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; }
.number { font-variant-numeric: tabular-nums; }
.scroll { overflow: auto; max-width: 100%; }

details { border-top: 1px solid var(--line); }
details:last-of-type { border-bottom: 1px solid var(--line); }
summary { padding: 9px 4px; cursor: pointer; }
summary:hover { background: var(--ground); }
summary .times { display: inline-block; min-width: 3.2em; font-weight: 600; font-variant-numeric: tabular-nums; }
summary .arrow { color: var(--muted); }
.mistakes { margin: 0; padding: 0; list-style: none; }
details > .mistakes, details > .scroll, details > p { margin: 0 0 14px 20px; }
.mistakes li { padding: 6px 0; border-top: 1px dotted var(--line); }
.mistakes li:first-child { border-top: 0; }
.mistakes .about { display: block; color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
.mistakes .about b { color: var(--text); font-weight: 600; }

table { border-collapse: collapse; }
.rows { width: 100%; font-size: 14px; }
.rows th, .rows td { padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; font-weight: 400; }
.rows thead th { color: var(--muted); font-size: 12px; white-space: nowrap; vertical-align: bottom; }
.rows tbody th { min-width: 118px; font-weight: 600; overflow-wrap: anywhere; }
.rows .number { text-align: end; padding-right: 18px; }
.bar { display: inline-flex; align-items: center; gap: 8px; width: 100%; min-width: 92px; max-width: 220px; font-variant-numeric: tabular-nums; }
.bar svg { flex: 1; min-width: 30px; height: 8px; border-radius: 3px; }
.bar span { min-width: 3.6em; text-align: end; }
.track { fill: var(--line); }
.fill { fill: var(--accent); }

.transcripts { width: 100%; table-layout: fixed; font-size: 14px; }
.transcripts th { padding: 4px 10px; color: var(--muted); font-size: 12px; text-align: start; }
.transcripts td { padding: 5px 10px; border-top: 1px solid var(--line); vertical-align: top; }
.transcripts .both td { color: var(--muted); }
.transcripts .differs td:first-child { background: rgb(var(--bad) / 12%); }
.transcripts .differs td:last-child { background: rgb(var(--good) / 12%); }

.matrix { width: fit-content; max-height: 92vh; border: 1px solid var(--line); border-radius: 6px; }
.matrix table { border-collapse: separate; border-spacing: 0; font-size: 11px; line-height: 1.2; }
.matrix th, .matrix td { height: 25px; min-width: 26px; padding: 0 2px; border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); text-align: center; font-weight: 400; font-variant-numeric: tabular-nums; }
.matrix thead th { position: sticky; top: 0; z-index: 2; padding: 6px 0; background: var(--surface); vertical-align: bottom; }
.matrix thead th span { display: inline-block; max-height: 170px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; writing-mode: vertical-rl; transform: rotate(180deg); }
.matrix tbody th { position: sticky; left: 0; z-index: 1; max-width: min(190px, 32vw); padding: 0 6px; overflow: hidden; background: var(--surface); text-align: end; text-overflow: ellipsis; white-space: nowrap; }
.matrix thead .corner { left: 0; z-index: 3; min-width: 70px; padding: 6px; color: var(--muted); text-align: end; }
.matrix tbody tr:hover th, .matrix tbody tr:hover td:not([class]) { background: var(--ground); }
.matrix .total { color: var(--muted); }
.own { background: rgb(var(--good) / var(--depth)); box-shadow: inset 0 0 0 1.5px rgb(var(--good)); }
.miss { background: rgb(var(--bad) / var(--depth)); }
.fine { background: rgb(var(--fine) / 16%); }
.d0 { --depth: 0%; } .d1 { --depth: 20%; } .d2 { --depth: 26%; } .d3 { --depth: 32%; } .d4 { --depth: 38%; } .d5 { --depth: 43%; }
.d6 { --depth: 48%; } .d7 { --depth: 54%; } .d8 { --depth: 59%; } .d9 { --depth: 64%; } .d10 { --depth: 70%; }
.key { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 10px; padding: 0; list-style: none; font-size: 13px; }
.key i { display: inline-block; width: 18px; height: 14px; margin-right: 6px; border-radius: 2px; vertical-align: -2px; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr)); gap: 20px 32px; max-width: 1000px; margin-bottom: 14px; }
figure { margin: 0; }
figcaption { margin-bottom: 4px; font-weight: 600; }
.chart { display: block; width: 100%; height: auto; max-width: 480px; }
.chart text { fill: var(--muted); font-size: 11px; }
.grid { stroke: var(--line); stroke-width: 1; }
.ideal { stroke: var(--muted); stroke-width: 1.5; stroke-dasharray: 5 4; }
.truth { fill: var(--accent); }
.few { opacity: .35; }
.promise { stroke: rgb(var(--bad)); stroke-width: 2.5; }
.key .truth { background: var(--accent); } .key .promise { height: 3px; background: rgb(var(--bad)); vertical-align: 4px; } .key .few { background: var(--accent); }

${drawingStyles({
  surface: "var(--surface)",
  text: "var(--text)",
  muted: "var(--muted)",
  line: "var(--muted)",
  accent: "var(--accent)",
  good: "rgb(var(--good))",
  bad: "rgb(var(--bad))",
})}
.ways summary { display: grid; grid-template-columns: minmax(130px, 190px) minmax(150px, 240px) 1fr; gap: 2px 18px; align-items: center; }
.ways summary::before { content: "▸"; position: absolute; align-self: start; margin: 3px 0 0 -14px; color: var(--muted); font-size: 11px; }
.ways details[open] > summary::before { content: "▾"; }
.ways { padding-left: 14px; }
.ways .does { color: var(--muted); }
@media (max-width: 700px) {
  .ways summary { grid-template-columns: 1fr 1fr; }
  .ways .does { grid-column: 1 / -1; }
  .rows { font-size: 13px; }
  .rows th, .rows td, .rows .number { padding-right: 8px; }
  .rows .bar { min-width: 84px; }
  .rows .bar svg { min-width: 14px; }
  .minor .bar { min-width: 0; }
  .minor .bar svg { display: none; }
}
@media print {
  :root { --ground: #fff; --surface: #fff; --text: #000; --muted: #444; --line: #bbb; --accent: #1d62c4; --good: 32 122 70; --bad: 200 44 30; --fine: 29 98 196; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 12px; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  nav { display: none; }
  section { padding: 12px 0; border: 0; border-top: 1px solid var(--line); border-radius: 0; }
  h2, summary { break-after: avoid; }
  .tiles { grid-template-columns: repeat(4, 1fr); }
  .tiles li, tr, figure, .mistakes li { break-inside: avoid; }
  .scroll, .matrix { overflow: visible; max-height: none; }
  .matrix table { font-size: 8px; }
  .matrix th, .matrix td { min-width: 16px; height: 16px; padding: 0 1px; }
  .matrix thead th, .matrix tbody th { position: static; }
  details::details-content { content-visibility: visible; block-size: auto; opacity: 1; }
}
`;
