import type { Fenqi, QueuedCall } from "./fenqi.ts";
import css from "./styles/page.css?inline";
import { addStyles } from "./stylesheet.ts";

// The page that is nothing but the chat: runs before the loader and says how it has to look and behave.

/** How long the page around this one may take to say who the customer is. */
const ANSWER_MS = 10_000;

const asked = new URLSearchParams(location.search);
const calls: QueuedCall[] = [["hide"], ["open"]];

const settings = { color: asked.get("color"), scheme: asked.get("scheme"), text: asked.get("text") };
const isRight = {
  color: (value: string) => CSS.supports("color", value),
  scheme: (value: string) => ["auto", "light", "dark"].includes(value),
  text: (value: string) => ["normal", "large"].includes(value),
};
const theme = Object.fromEntries(
  Object.entries(settings).filter(
    ([name, value]) => value !== null && isRight[name as keyof typeof isRight](value),
  ),
);
calls.unshift(["setTheme", theme]);

// What is no language is none that the widget speaks: it takes its own.
const locale = asked.get("locale");
if (locale !== null) calls.unshift(["setLocale", locale]);

const [page, order] = [asked.get("page"), asked.get("order")];
calls.unshift([
  "setContext",
  { page: page ?? "/chat", ...(order !== null && order.length <= 64 && { order }) },
]);

const queue = Reflect.get(window, "Fenqi");
Reflect.set(window, "Fenqi", [...calls, ...(Array.isArray(queue) ? queue : [])]);

/** The pages that may hold this one in a frame, and say who the customer is. */
const around = (document.querySelector<HTMLMetaElement>("meta[name='fenqi-origins']")?.content ?? "").split(
  " ",
);
const hosts = [location.origin, ...around];

let answer: ((token: string) => void) | undefined;
let isIdentified = false;

addEventListener("message", ({ source, origin, data }: MessageEvent<unknown>) => {
  if (source !== parent || source === window || !hosts.includes(origin)) return;
  if (typeof data !== "object" || data === null) return;
  const [type, token] = [Reflect.get(data, "type"), Reflect.get(data, "token")];
  if (type !== "fenqi:identity" || typeof token !== "string") return;
  if (isIdentified) return answer?.(token);
  isIdentified = true;
  let first: string | undefined = token;
  widget().push([
    "identify",
    () => {
      const given = first ?? askForToken(origin);
      first = undefined;
      return given;
    },
  ]);
});
if (parent !== window) parent.postMessage({ type: "fenqi:ready" }, "*");

/** A token is good for minutes, and is asked for anew whenever the chat needs one. */
function askForToken(origin: string): Promise<string> {
  parent.postMessage({ type: "fenqi:identity-wanted" }, origin);
  return new Promise((resolve, reject) => {
    answer = resolve;
    setTimeout(
      () => reject(new Error("the page around the chat did not say who the customer is")),
      ANSWER_MS,
    );
  });
}

function widget(): Pick<Fenqi, "push"> {
  return (window.Fenqi ??= []);
}

// The chat's own styles come with it: whatever is to stand above them has to come later.
document.addEventListener(
  "fenqi:open",
  ({ target }) => {
    if (target instanceof Element && target.shadowRoot) addStyles(target.shadowRoot, css, "");
  },
  { once: true },
);
// There is nothing behind the chat to go back to.
document.addEventListener("fenqi:close", () => void widget().push(["open"]));
