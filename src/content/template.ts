import { Liquid, type Template } from "liquidjs";

const liquid = new Liquid({ strictFilters: true, ownPropertyOnly: true });

// A template that looks for a file would fail in the middle of a customer's turn; without the tag it fails at load.
for (const tag of ["include", "render", "layout", "block"]) delete liquid.tags[tag];

/** Parsed templates by source. The content of a bot is finite, so this does not grow with its use. */
const parsed = new Map<string, Template[]>();

/** Why `text` is not a Liquid template, or `undefined` when it is one. */
export function templateError(text: string): string | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? error.message) : String(error);
  }
}

/**
 * Fills a Liquid template in.
 *
 * @param scope what the template may name: `brand`, `name`, `title`, `slots`; unknown names render empty
 */
export function render(text: string, scope: Readonly<Record<string, unknown>>): string {
  return text.includes("{") ? String(liquid.renderSync(parse(text), scope)) : text;
}

function parse(text: string): Template[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const fresh = liquid.parse(text);
  parsed.set(text, fresh);
  return fresh;
}
