import { html, type Markup } from "../report/markup.ts";
import type { Drawn } from "./dialog-drawing.ts";
import { FILE_STYLES } from "./drawing-styles.ts";
import { widthOf } from "./fit.ts";

/** What stands above a drawing. */
export interface SvgHead {
  readonly title: string;
  /** What is seen, in a line. */
  readonly about: string;
}

const FONTS = `system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif`;

/** Around the picture, and above the drawing; in pixels. */
const AROUND = 18;
const HEAD = 56;

/** A drawing as a file that needs nothing beside it: no script, no font, no network. Light or dark as its reader is. */
export function svgFile({ title, about }: SvgHead, { markup, width, height }: Drawn): string {
  const wide = Math.ceil(Math.max(width, widthOf(title) * 1.4, widthOf(about)) + 2 * AROUND);
  const high = Math.ceil(height + HEAD + 2 * AROUND);
  const file: Markup = html`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title about" class="drawing" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}">
<title id="title">${title}</title>
<desc id="about">${about}</desc>
<style>${{ markup: STYLES }}</style>
<rect width="${wide}" height="${high}" class="ground"/>
<text x="${AROUND}" y="${AROUND + 16}" font-size="17" font-weight="600">${title}</text><text x="${AROUND}" y="${AROUND + 38}" class="muted">${about}</text>
<g transform="translate(${AROUND} ${AROUND + HEAD})">
${markup}</g>
</svg>
`;
  return file.markup;
}

const STYLES = `
.drawing { font-family: ${FONTS}; }
${FILE_STYLES}`;
