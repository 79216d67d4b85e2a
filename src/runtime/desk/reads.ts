import { AppError } from "../../kernel/errors.ts";
import { agentId, type ConversationId, conversationId } from "../../kernel/ids.ts";
import type { DeskSetup, SearchQuery, SearchReply } from "../../protocol/desk-http.ts";
import type { Content } from "../content.ts";
import type { DeskRow, DeskSearch, DeskStore } from "../desk-ports.ts";
import type { DeskReads } from "../desk-reads.ts";
import type { Store } from "../ports.ts";
import { briefOf } from "./brief.ts";
import type { Presence } from "./presence.ts";
import { shownRow } from "./shown.ts";

interface ReadSurroundings {
  readonly store: Pick<Store, "find" | "events">;
  readonly deskStore: Pick<DeskStore, "rows" | "search">;
  readonly presence: Presence;
  readonly content: Content;
}

/** A day longer than any, for the end of a search that names its last day. */
const DAY_MS = 24 * 3_600_000;

/** More of a conversation than a brief can be about. */
const MOST_READ = 200;

/** What agents look up beside the inbox. */
export function createDeskReads({ store, deskStore, presence, content }: ReadSurroundings): DeskReads {
  return {
    async search(query): Promise<SearchReply> {
      const rows = await deskStore.search(searchOf(query));
      const last = rows.at(-1);
      const next = last !== undefined && rows.length === query.limit ? cursorOf(last) : undefined;
      return { rows: rows.map((row) => shownRow(row, [])), ...(next !== undefined && { next }) };
    },
    async brief(id: ConversationId) {
      const [record, [row]] = await Promise.all([store.find(id), deskStore.rows([id])]);
      if (record === undefined || row === undefined) return undefined;
      const events = await store.events(id, { before: record.last + 1, limit: MOST_READ });
      return briefOf(content.current.bot, record, events, shownRow(row, []));
    },
    async setup() {
      return setupOf(content);
    },
    async team() {
      return presence.all.map(({ queues, ...member }) => ({ ...member, queues: [...queues] }));
    },
  };
}

function searchOf({ text, customer, tag, agent, phase, from, to, before, limit }: SearchQuery): DeskSearch {
  return {
    limit,
    ...(text !== undefined && { text }),
    ...(customer !== undefined && { customer }),
    ...(tag !== undefined && { tag }),
    ...(agent !== undefined && { agent: agentId(agent) }),
    ...(phase !== undefined && { phase }),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) + DAY_MS }),
    ...(before !== undefined && { before: placeOf(before) }),
  };
}

function cursorOf({ id, latest }: DeskRow): string | undefined {
  return latest === undefined ? undefined : `${latest.at}.${id}`;
}

function placeOf(cursor: string): NonNullable<DeskSearch["before"]> {
  const [, at, id] = /^(\d{1,15})\.(.+)$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined) {
    throw new AppError("MESSAGE_INVALID", `"${cursor}" is no "next" of a page before.`);
  }
  return { at: Number(at), id: conversationId(id) };
}

/** The queues that steps name, and the dialogs that a customer can be handed back to. */
function setupOf({ current: { bot } }: Content): DeskSetup {
  const steps = [...bot.dialogs.values()].flatMap((dialog) => [...dialog.steps.values()]);
  const queues = new Set(["default", ...steps.flatMap((step) => (step.verb === "human" ? step.queue : []))]);
  const dialogs = [...bot.dialogs.values()].filter(({ id }) => !id.startsWith("_"));
  return {
    bot: { ...bot.name },
    queues: [...queues].map((id) => ({ id, zh: id === "default" ? "默认" : id, en: id })),
    dialogs: dialogs.map(({ id, title }) => ({ id, zh: title.zh, en: title.en })),
  };
}
