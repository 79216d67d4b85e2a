import { createHash } from "node:crypto";
import { html, type Markup } from "./markup.ts";
import { styles } from "./styles.ts";

export interface PageHead {
  readonly title: string;
  /** One plain sentence or two: what came out. */
  readonly summary: string;
  /** What was measured, as names and values. */
  readonly facts: readonly Fact[];
}

export type Fact = readonly [name: string, value: string];

export interface Section {
  /** Where links within the page lead. */
  readonly id: string;
  readonly title: string;
  /** What the section shows and how to read it. */
  readonly intro: string;
  readonly content: Markup;
}

/** One key figure with what it means. */
export interface Tile {
  readonly label: string;
  readonly figure: string;
  readonly meaning: string;
}

/** No scripts, no frames, nothing loaded, no styles but the page's own. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(styles).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** A whole page that needs nothing beside it: no script, no file, no network. */
export function page(
  { title, summary, facts }: PageHead,
  tiles: readonly Tile[],
  sections: readonly Section[],
): string {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${{ markup: styles }}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="summary">${summary}</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<nav aria-label="Sections">${sections.map(({ id, title: name }) => html`<a href="#${id}">${name}</a> `)}</nav>
</header>
<main>
<ul class="tiles">${tiles.map(tileOf)}</ul>
${sections.map(sectionOf)}
</main>
</body>
</html>
`;
  return markup;
}

function tileOf({ label, figure, meaning }: Tile): Markup {
  return html`<li><span class="label">${label}</span><b>${figure}</b><p>${meaning}</p></li>\n`;
}

function sectionOf({ id, title, intro, content }: Section): Markup {
  return html`<section id="${id}">
<h2>${title}</h2>
<p class="intro">${intro}</p>
${content}
</section>
`;
}
