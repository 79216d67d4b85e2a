/** What a key does at the desk. */
export type Command =
  | "next"
  | "previous"
  | "open"
  | "take"
  | "pull"
  | "reply"
  | "note"
  | "canned"
  | "transfer"
  | "handBack"
  | "snooze"
  | "resolve"
  | "search"
  | "help"
  | "escape";

/** Every command with its keys, in the order in which the help lists them. */
export const shortcuts: readonly { readonly command: Command; readonly keys: readonly string[] }[] = [
  { command: "next", keys: ["j", "ArrowDown"] },
  { command: "previous", keys: ["k", "ArrowUp"] },
  { command: "open", keys: ["Enter"] },
  { command: "take", keys: ["t"] },
  { command: "pull", keys: ["p"] },
  { command: "reply", keys: ["r"] },
  { command: "note", keys: ["n"] },
  { command: "canned", keys: ["/"] },
  { command: "transfer", keys: ["x"] },
  { command: "handBack", keys: ["b"] },
  { command: "snooze", keys: ["z"] },
  { command: "resolve", keys: ["e"] },
  { command: "search", keys: ["s"] },
  { command: "help", keys: ["?"] },
  { command: "escape", keys: ["Escape"] },
];

/** As much of a key press as decides what it means. */
export interface Press {
  readonly key: string;
  readonly isModified: boolean;
  /** An input method is at work: the key belongs to it. */
  readonly isComposing: boolean;
  /** `field`: text is being written; `control`: a button or a link has the focus, and Enter and the arrows are its own. */
  readonly focus: "page" | "control" | "field";
}

const OF_CONTROLS = new Set(["Enter", "ArrowDown", "ArrowUp"]);

/** The command of a key press; `undefined` when the key is somebody else's. Escape leaves even a field. */
export function commandOf({ key, isModified, isComposing, focus }: Press): Command | undefined {
  if (isModified || isComposing) return undefined;
  if (focus === "field" && key !== "Escape") return undefined;
  if (focus === "control" && OF_CONTROLS.has(key)) return undefined;
  const pressed = key.length === 1 ? key.toLowerCase() : key;
  return shortcuts.find(({ keys }) => keys.includes(pressed))?.command;
}
