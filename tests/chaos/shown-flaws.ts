import { isSafeLink } from "../../src/kernel/safe-link.ts";
import { type MessageBody, messageBody } from "../../src/protocol/event.ts";

/** What no customer may ever read: what a program has for nothing, for a thing, or for itself. */
const RAW: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["nothing at all", /\b(?:undefined|null|NaN|Infinity)\b/u],
  ["a thing", /\[object|\[[a-z]+\]/iu],
  ["a template", /\{\{|\}\}|\{%|%\}/u],
  ["markup", /<\/?[a-z]/iu],
  ["a name of the program's", /\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+[A-Z][a-z]+\b/u],
  ["a day as programs write it", /\d{4}-\d{2}-\d{2}|\d{2}:\d{2}:\d{2}/u],
  ["an amount as programs write it", /\d\.\d(?!\d)|\d\.\d{3}|\de[+-]?\d/u],
  ["an amount that is missing", /(?:[是付还差，：（]|^)元|¥(?!\d)|¥$/u],
];

/**
 * What is wrong with a message as a customer sees it.
 *
 * @param told words of the shop's that are shown as they came: the names of goods and banks
 */
export function shownFlaws(body: MessageBody, told: readonly string[] = []): readonly string[] {
  const flaws = textsOf(body).flatMap((text) => {
    const own = told.reduce((rest, words) => rest.replaceAll(words, "…"), text);
    return RAW.flatMap(([what, pattern]) => (pattern.test(own) ? [`${what} in "${text}"`] : []));
  });
  const { success, error } = messageBody.safeParse(body);
  return [...flaws, ...linksOf(body), ...(success ? [] : [`no message of the protocol: ${error.message}`])];
}

/** Every text of a message, a button's as well. */
export function textsOf(body: MessageBody): readonly string[] {
  const labels = body.type === "text" ? [] : (body.options ?? []).map(({ label }) => label);
  if (body.type === "steps") return [body.text, ...body.items, ...labels];
  if (body.type !== "card") return [body.text, ...labels];
  return [body.text, body.title, ...body.lines.flatMap(({ label, value }) => [label, value]), ...labels];
}

function linksOf(body: MessageBody): readonly string[] {
  const links = body.type === "text" ? [] : (body.options ?? []).flatMap(({ link }) => link ?? []);
  return links.flatMap((link) => (isSafeLink(link) ? [] : [`a link that leads astray: ${link}`]));
}
