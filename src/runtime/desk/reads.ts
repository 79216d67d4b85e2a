import { AppError } from "../../kernel/errors.ts";
import { agentId, type ConversationId, conversationId } from "../../kernel/ids.ts";
import { NONE } from "../../kernel/understanding.ts";
import type { DeskSetup, SearchQuery, SearchReply } from "../../protocol/desk-http.ts";
import type { Content } from "../content.ts";
import type { Agent, DeskSearch, DeskStore, FoundRow } from "../desk-ports.ts";
import type { DeskReads } from "../desk-reads.ts";
import type { Store } from "../ports.ts";
import { briefOf } from "./brief.ts";
import { checkSeen, maySee } from "./may-see.ts";
import type { Presence } from "./presence.ts";
import { shownRow } from "./shown.ts";
import { suggestionsFor } from "./suggestions.ts";

interface ReadSurroundings {
  readonly store: Pick<Store, "find" | "events">;
  readonly deskStore: Pick<DeskStore, "rows" | "search">;
  readonly presence: Pick<Presence, "all">;
  readonly content: Content;
}

/** A day longer than any, for the end of a search that names its last day. */
const DAY_MS = 24 * 3_600_000;

/** More of a conversation than a brief can be about. */
const MOST_READ = 200;

/** So many pages of a search at most are looked through at once for conversations that the agent may see. */
const MOST_PAGES = 5;

/** What agents look up beside the inbox. */
export function createDeskReads({ store, deskStore, presence, content }: ReadSurroundings): DeskReads {
  /** A conversation with the newest of its log; undefined when there is none. */
  const read = async (agent: Agent, id: ConversationId) => {
    const [record, [row]] = await Promise.all([store.find(id), deskStore.rows([id])]);
    if (record === undefined || row === undefined) return undefined;
    checkSeen(agent, row);
    const events = await store.events(id, { before: record.last + 1, limit: MOST_READ });
    return { record, row, events };
  };
  return {
    async search(agent, query): Promise<SearchReply> {
      const found: FoundRow[] = [];
      let { before } = searchOf(query);
      for (let page = 0; page < MOST_PAGES && found.length < query.limit; page++) {
        const rows = await deskStore.search({ ...searchOf(query), ...(before && { before }) });
        found.push(...rows.filter((row) => maySee(agent, row)));
        before = rows.length === query.limit ? placeOf(rows.at(-1)) : undefined;
        if (before === undefined) break;
      }
      const rows = found.slice(0, query.limit);
      const next = found.length > rows.length ? placeOf(rows.at(-1)) : before;
      return {
        rows: rows.map((row) => shownRow(row, [])),
        ...(next !== undefined && { next: `${next.at}.${next.id}` }),
      };
    },
    async brief(agent, id) {
      const found = await read(agent, id);
      return found && briefOf(content.current, found.record, found.events, shownRow(found.row, []));
    },
    async suggestions(agent, id) {
      const found = await read(agent, id);
      return found && suggestionsFor(content.current, found.record, found.events);
    },
    async setup() {
      return setupOf(content);
    },
    async team() {
      return presence.all.map(({ queues, ...member }) => ({ ...member, queues: [...queues] }));
    },
  };
}

type Place = NonNullable<DeskSearch["before"]>;

function searchOf({ agent, from, to, before, limit, ...words }: SearchQuery): DeskSearch {
  const { text, customer, tag, intent, phase } = words;
  return {
    limit,
    ...(text !== undefined && { text }),
    ...(customer !== undefined && { customer }),
    ...(tag !== undefined && { tag }),
    ...(intent !== undefined && { intent }),
    ...(agent !== undefined && { agent: agentId(agent) }),
    ...(phase !== undefined && { phase }),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) + DAY_MS }),
    ...(before !== undefined && { before: readPlace(before) }),
  };
}

/** Where the page after this row begins. */
function placeOf(row: FoundRow | undefined): Place | undefined {
  return row && { at: row.saidAt, id: row.id };
}

function readPlace(cursor: string): Place {
  const [, at, id] = /^(\d{1,15})\.(.+)$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined) {
    throw new AppError("MESSAGE_INVALID", `"${cursor}" is no "next" of a page before.`);
  }
  return { at: Number(at), id: conversationId(id) };
}

/** The queues, what customers come with, and the dialogs that a customer can be handed back to. */
function setupOf({ current: { bot } }: Content): DeskSetup {
  const intents = bot.intents.filter(({ name }) => name !== NONE);
  // What customers cannot begin is a part of another dialog, and perhaps called like it.
  const dialogs = [...bot.dialogs.values()].filter(
    ({ id, intents: begin, phrases }) => !id.startsWith("_") && begin.length + phrases.length > 0,
  );
  return {
    bot: { ...bot.name },
    queues: [...bot.queues.values()].map(({ id, title: { zh, en }, takeWithinMs, answerWithinMs }) => ({
      id,
      zh,
      en,
      takeWithinMs,
      answerWithinMs,
    })),
    intents: intents
      .map(({ name: id, title: { zh, en } }) => ({ id, zh, en }))
      // By code units, so that the order is the same everywhere.
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
    dialogs: dialogs.map(({ id, title }) => ({ id, zh: title.zh, en: title.en })),
  };
}
