import { type JsCondition, readJsCondition } from "./js-condition.ts";

/** What the condition of a transition asks, as far as it can be said in our files. */
export type Condition =
  | { readonly type: "always" }
  | { readonly type: "intent"; readonly intents: readonly string[] }
  /** What was picked in a choice. */
  | { readonly type: "picked"; readonly value: string }
  /** How a slot skill went. */
  | { readonly type: "slot"; readonly state: "extracted" | "notExtracted" | "alreadyExtracted" }
  /** How a handoff went. */
  | { readonly type: "handoff"; readonly state: string }
  /** Whether a call went well. */
  | { readonly type: "valid"; readonly is: boolean }
  /** What the customer wrote, to the letter. */
  | { readonly type: "words"; readonly words: readonly string[] }
  | { readonly type: "variables"; readonly condition: JsCondition }
  | { readonly type: "code" };

const INTENT = /^event\.nlu\.intent\.name\s*={2,3}\s*(['"])([^'"]+)\1$/u;
const WORDS =
  /^event\.(?:preview|text|payload\.(?:text|payload))(?:\.toLowerCase\(\)|\.trim\(\))*\s*={2,3}\s*(['"])([^'"]+)\1$/u;
const PICKED = /^temp(?:\.|\[['"])skill-choice-ret[^'"\]]*(?:['"]\])?\s*={2,3}\s*(['"])(.*)\1$/u;
const SLOT = /^temp\.(extracted|notExtracted|alreadyExtracted)(?:\s*={2,3}\s*(?:true|(['"])true\2))?$/u;
const slotStates = ["extracted", "notExtracted", "alreadyExtracted"] as const;
const HANDOFF = /^temp\[['"]hitlnext-(\w+)['"]\](?:\s*={2,3}\s*true)?$/u;
const VALID = /^(!?)\s*temp\.valid(?:\s*={2,3}\s*(true|false|['"]true['"]|['"]false['"]))?$/u;

/** Reads the JavaScript of a transition's condition. Nothing of it is ever run. */
export function readCondition(source: string): Condition {
  const text = source.trim().replace(/;$/u, "");
  if (text === "true" || text === "") return { type: "always" };
  const alternatives = text.split("||").map((part) => unbracketed(part.trim()));
  const intents = alternatives.map((part) => INTENT.exec(part)?.[2]);
  if (intents.every((intent) => intent !== undefined)) return { type: "intent", intents };
  const words = alternatives.map((part) => WORDS.exec(part)?.[2]);
  if (words.every((word) => word !== undefined)) return { type: "words", words };
  const picked = PICKED.exec(text)?.[2];
  if (picked !== undefined) return { type: "picked", value: picked };
  const slot = slotStates.find((state) => state === SLOT.exec(text)?.[1]);
  if (slot !== undefined) return { type: "slot", state: slot };
  const handoff = HANDOFF.exec(text)?.[1];
  if (handoff !== undefined) return { type: "handoff", state: handoff };
  const valid = VALID.exec(text);
  if (valid !== null) return { type: "valid", is: (valid[1] === "!") === /false/u.test(valid[2] ?? "") };
  const condition = readJsCondition(text);
  return condition === undefined ? { type: "code" } : { type: "variables", condition };
}

function unbracketed(text: string): string {
  return text.startsWith("(") && text.endsWith(")") ? text.slice(1, -1).trim() : text;
}
