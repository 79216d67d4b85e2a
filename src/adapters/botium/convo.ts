import type { ForeignPlace } from "../../regression/draft/findings.ts";

/** An instruction of a convo, such as `BUTTONS yes|no`. */
export interface Instruction {
  readonly name: string;
  readonly args: readonly string[];
  /** It must not hold. */
  readonly not: boolean;
  readonly optional: boolean;
}

/** One block of a convo: what somebody says, and what is asked of it. */
export interface ConvoStep {
  readonly sender: "me" | "bot" | "begin" | "end" | "include";
  readonly at: ForeignPlace;
  /** Lines of text, joined; absent when there are none. */
  readonly text?: string;
  /** The bot must not say the text. */
  readonly not: boolean;
  /** The bot may leave this message out. */
  readonly optional: boolean;
  readonly instructions: readonly Instruction[];
}

/** A conversation of Botium, or a part of one that others include. */
export interface Convo {
  readonly name: string;
  readonly at: ForeignPlace;
  readonly description?: string;
  readonly steps: readonly ConvoStep[];
}

/** Several ways of saying one thing, known by a name. */
export interface Utterances {
  readonly name: string;
  readonly at: ForeignPlace;
  readonly texts: readonly string[];
}

/** A table of values: a convo that uses its variables is had once for each row. */
export interface ScriptingMemory {
  readonly name: string;
  readonly at: ForeignPlace;
  readonly rows: readonly { readonly name: string; readonly values: Readonly<Record<string, string>> }[];
}

/** All that Botium's files hold. */
export interface Material {
  readonly convos: readonly Convo[];
  readonly partials: readonly Convo[];
  readonly utterances: readonly Utterances[];
  readonly memories: readonly ScriptingMemory[];
}
