import { showUnseen } from "../../text/unseen.ts";

/** Finished HTML. Only `html` makes it out of text, so that whatever else stands in it has been escaped. */
export interface Markup {
  readonly markup: string;
}

type Content = string | number | Markup | readonly Content[] | null;

/** Longer questions were pasted, not asked; the beginning tells which one it is. */
const MOST_CHARACTERS = 300;

/** A template whose insertions are escaped unless they are markup themselves; lists are joined, null is nothing. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const parts = strings.map((string, place) => string + markupOf(contents[place] ?? null));
  return { markup: parts.join("") };
}

/** A text that a customer or an author wrote, set apart from its surroundings in direction and language. */
export function said(text: string): Markup {
  const characters = [...text];
  const shown =
    characters.length <= MOST_CHARACTERS ? text : `${characters.slice(0, MOST_CHARACTERS).join("")}…`;
  // Without the language, a browser may draw Han characters in their Japanese form.
  const lang = /\p{Script=Han}/u.test(text) ? html` lang="zh"` : null;
  return html`<span class="said" dir="auto"${lang}>${shown}</span>`;
}

/** A name that may be broken after its dots and underscores. */
export function intentName(name: string): Markup {
  const parts = name.split(/(?<=[._])/u);
  return html`${parts.map((part, place) => (place === 0 ? part : html`<wbr>${part}`))}`;
}

function markupOf(content: Content): string {
  if (content === null) return "";
  if (typeof content === "string") return escape(content);
  if (typeof content === "number") return String(content);
  if ("markup" in content) return content.markup;
  return content.map(markupOf).join("");
}

const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return showUnseen(text.replace(/[&<>"']/gu, (sign) => REFERENCES[sign] ?? sign));
}
