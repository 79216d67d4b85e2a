import type { Renaming } from "../../regression/draft/draft.ts";
import type { Findings, ForeignPlace } from "../../regression/draft/findings.ts";
import { type NameKind, namesOf } from "../../regression/draft/names.ts";
import type { Agent, AgentIntent } from "./agent-files.ts";
import type { AgentEntities } from "./entities.ts";

/** An agent on its way into our files. */
export interface Translation {
  readonly agent: Agent;
  readonly entities: AgentEntities;
  readonly findings: Findings;
  readonly nameOf: (kind: NameKind, original: string) => string;
  readonly renamed: () => readonly Renaming[];
}

export function translationOf(agent: Agent, entities: AgentEntities, findings: Findings): Translation {
  const kinds = ["intent", "dialog", "slot"] as const;
  const names = new Map<NameKind, ReturnType<typeof namesOf>>(kinds.map((kind) => [kind, namesOf(kind)]));
  return {
    agent,
    entities,
    findings,
    nameOf: (kind, original) => names.get(kind)?.nameOf(original) ?? original,
    renamed: () => [...entities.renamed, ...[...names.values()].flatMap((of) => of.renamed())],
  };
}

/** Where something of an intent stands. */
export function placeOf({ document }: AgentIntent, path: readonly (string | number)[] = []): ForeignPlace {
  return { file: document.file, line: document.lineOf(path) };
}

/** What an intent's parameters are, by their names. */
export function parametersOf({ responses }: AgentIntent): AgentIntent["responses"][number]["parameters"] {
  return responses[0]?.parameters ?? [];
}
