import type { Settings } from "../settings.ts";

/** What a page may give the chat, by the method it calls. */
type Use = keyof Settings | "send" | "ask";

const LONGEST = { page: 2048, order: 64 };
const EVENTS = ["ready", "open", "close", "message", "unread", "owner"];
const CHOICES = { scheme: ["auto", "light", "dark"], text: ["normal", "large"] };

/** @returns what is wrong with a value that a page has given, in words that say what is right; undefined when it is right */
export function wrongUse(use: Use, value: unknown): TypeError | undefined {
  switch (use) {
    case "send":
      return isText(value) ? undefined : wrong("send", "takes a text that is not empty", value);
    case "ask":
      return isText(value) ? undefined : wrong("ask", "takes the name of an intent", value);
    case "who":
      return isText(value) || typeof value === "function"
        ? undefined
        : wrong("identify", "takes a token, or a function that returns one", value);
    case "context":
      return wrongContext(value);
    case "theme":
      return wrongTheme(value);
    case "wording":
      return undefined;
    case "on":
      return wrongListening(value);
  }
}

/** Tells the console what is wrong with what a page has set before the chat was there. */
export function tellWrong({ who, context, theme = {}, on }: Partial<Settings>): void {
  // The attributes of the script tag are among it, and not all of them are about the theme.
  const { color, scheme, text } = theme;
  const errors = [
    who !== undefined && wrongUse("who", who),
    context !== undefined && wrongUse("context", context),
    wrongUse("theme", { color, scheme, text }),
    on !== undefined && wrongUse("on", on),
  ];
  for (const error of errors) if (error) console.error(error);
}

function wrongContext(value: unknown): TypeError | undefined {
  if (!isFields(value)) return wrong("setContext", "takes an object { page, order }", value);
  for (const [name, given] of Object.entries(value)) {
    if (!isKey(LONGEST, name)) return wrong("setContext", "knows page and order", name);
    const most = LONGEST[name];
    if (typeof given !== "string" || given.length > most)
      return wrong("setContext", `takes a text of at most ${most} characters as ${name}`, given);
  }
  return undefined;
}

function wrongTheme(value: unknown): TypeError | undefined {
  if (!isFields(value)) return wrong("setTheme", "takes an object { color, scheme, text }", value);
  for (const [name, given] of Object.entries(value)) {
    if (given === undefined) continue;
    if (isKey(CHOICES, name)) {
      if (!CHOICES[name].some((choice) => choice === given))
        return wrong("setTheme", `takes ${CHOICES[name].join(", ")} as ${name}`, given);
    } else if (name !== "color") return wrong("setTheme", "knows color, scheme and text", name);
    else if (typeof given !== "string" || !CSS.supports("color", given))
      return wrong("setTheme", "takes a colour as CSS knows it as color", given);
  }
  return undefined;
}

function wrongListening(value: unknown): TypeError | undefined {
  // That a listener is none, the browser has said already.
  const name = Object.keys(Object(value)).find((event) => !EVENTS.includes(event));
  return name === undefined ? undefined : wrong("on", `knows ${EVENTS.join(", ")}`, name);
}

function wrong(method: string, takes: string, given: unknown): TypeError {
  const shown =
    typeof given === "string" ? `"${given.slice(0, 40)}"` : given === null ? "null" : typeof given;
  return new TypeError(`Fenqi.${method} ${takes}, and was given ${shown}`);
}

const isText = (value: unknown) => typeof value === "string" && value.trim() !== "";
const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isKey = <Fields extends object>(fields: Fields, name: string): name is Extract<keyof Fields, string> =>
  Object.hasOwn(fields, name);
