import { DEFAULT_QUEUE } from "../../content/queues.ts";
import { daysBetween, localHours, spanOf } from "../../desk/report-days.ts";
import { type Handoff, type Happening, handoffsOf, type ReportedAgent } from "../../desk/report-handoffs.ts";
import { type Report, reportOf } from "../../desk/reports.ts";
import { AppError } from "../../kernel/errors.ts";
import type { ConversationId } from "../../kernel/ids.ts";
import type { Clock, Milliseconds } from "../../kernel/time.ts";
import type { DeskReport, ReportQuery } from "../../protocol/desk-reports.ts";
import type { HandoffBody } from "../../protocol/event.ts";
import type { Content } from "../content.ts";
import type { Agent, AgentStore, DeskStore, ReportedEvent, ReportSpan } from "../desk-ports.ts";

/** What supervisors are told of past days. */
export interface DeskReports {
  /** @throws TOO_MANY_REQUESTS when as many others wait for theirs as may */
  report(query: ReportQuery): Promise<DeskReport>;
}

interface ReportSurroundings {
  readonly deskStore: Pick<DeskStore, "reportEvents"> & { readonly agents: Pick<AgentStore, "list"> };
  readonly content: Content;
  readonly clock: Clock;
}

/** A handoff that began in the span is followed so long after it; what is not over by then counts as open. */
const FOLLOWED_MS: Milliseconds = 31 * 24 * 3_600_000;

/** A report of more would keep the database busy for longer than anybody waits for it. */
const MOST_CONVERSATIONS = 50_000;

/** The desk's page waits 15 s for an answer. */
const LONGEST_MS: Milliseconds = 8_000;

/** Reading one takes a good part of a machine: they are read one after the other, and few wait. */
const MOST_WAITING = 5;

/** Long enough for every text that somebody wrote as a reason. */
const REASON_LENGTH = 200;

export function createDeskReports(around: ReportSurroundings): DeskReports {
  const asked = new Map<string, Promise<DeskReport>>();
  let before: Promise<unknown> = Promise.resolve();
  return {
    async report(query) {
      const key = `${query.from} ${query.to}`;
      const same = asked.get(key);
      if (same !== undefined) return same;
      if (asked.size > MOST_WAITING) {
        throw new AppError(
          "TOO_MANY_REQUESTS",
          `${asked.size} reports are being made. Ask for yours in a moment.`,
        );
      }
      const report = before.then(() => makeReport(around, query)).finally(() => asked.delete(key));
      asked.set(key, report);
      before = report.catch(() => {});
      return report;
    },
  };
}

async function makeReport(around: ReportSurroundings, { from, to }: ReportQuery): Promise<DeskReport> {
  const zone = around.content.current.bot.hours?.zone ?? "UTC";
  const span = spanOf(zone, from, to);
  const { handoffs, isCut } = await readHandoffs(around, { ...span, until: span.to + FOLLOWED_MS });
  const report = reportOf(handoffs, daysBetween(from, to), localHours(zone));
  return { from, to, zone, isCut, ...shown(report) };
}

/** All handoffs that began in the span, or a part of them when there are too many. */
async function readHandoffs(
  { deskStore, clock }: ReportSurroundings,
  span: ReportSpan,
): Promise<{ readonly handoffs: readonly Handoff[]; readonly isCut: boolean }> {
  const begun = clock.now();
  const agents = agentsKnown(await deskStore.agents.list());
  const handoffs: Handoff[] = [];
  const seen = new Set<ConversationId>();
  let isCut = false;
  for (let after: ReportSpan["after"]; ; ) {
    const page = await deskStore.reportEvents({ ...span, ...(after && { after }) });
    for (const [id, events] of byConversation(page.events)) {
      if (seen.has(id)) continue;
      seen.add(id);
      const all = handoffsOf(events.flatMap((event) => happeningOf(event, agents) ?? []));
      handoffs.push(...all.filter((handoff) => span.from <= handoff.begun && handoff.begun < span.to));
    }
    isCut ||= page.isCut;
    after = page.next;
    if (after === undefined) return { handoffs, isCut };
    const isEnough = seen.size >= MOST_CONVERSATIONS || clock.now() - begun >= LONGEST_MS;
    if (isEnough) return { handoffs, isCut: true };
  }
}

function byConversation(
  events: readonly ReportedEvent[],
): ReadonlyMap<ConversationId, readonly ReportedEvent[]> {
  const found = new Map<ConversationId, ReportedEvent[]>();
  for (const event of events) {
    const others = found.get(event.conversationId);
    if (others === undefined) found.set(event.conversationId, [event]);
    else others.push(event);
  }
  return found;
}

/** Whose account an agent's is: by the id, or by a name that only one has. */
interface KnownAgents {
  readonly byId: ReadonlyMap<string, ReportedAgent>;
  readonly byName: ReadonlyMap<string, ReportedAgent>;
}

function agentsKnown(accounts: readonly Agent[]): KnownAgents {
  const all = accounts.map(({ id, name }) => ({ id, name }));
  const isOnly = (name: string) => all.filter((other) => other.name === name).length === 1;
  return {
    byId: new Map(all.map((agent) => [agent.id, agent])),
    byName: new Map(all.filter(({ name }) => isOnly(name)).map((agent) => [agent.name, agent])),
  };
}

/** What an event means for a report; nothing, if it means nothing. */
function happeningOf(event: ReportedEvent, agents: KnownAgents): Happening | undefined {
  const { at, body, inside } = event;
  const by = inside?.by && (agents.byId.get(inside.by.id) ?? { id: inside.by.id, name: inside.by.name });
  switch (body?.type) {
    case undefined:
      return by && { type: "wrote", at, agent: by };
    case "rating":
      return { type: "rated", at, score: body.score };
    case "desk":
      return body.action === "snoozed" ? { type: "snoozed", at } : undefined;
    case "handoff":
      return changeOf(body, event, by, agents);
    default:
      return undefined;
  }
}

function changeOf(
  { status, agent: name = "" }: HandoffBody,
  { at, inside }: ReportedEvent,
  by: ReportedAgent | undefined,
  { byName }: KnownAgents,
): Happening {
  switch (status) {
    case "requested":
    case "offline": {
      const { queue = DEFAULT_QUEUE, reason, intent } = inside?.handoff ?? {};
      return {
        type: "asked",
        at,
        queue,
        isLeft: status === "offline",
        ...(reason !== undefined && { reason: shortened(reason) }),
        ...(intent !== undefined && { intent }),
      };
    }
    case "queued":
      return { type: "queued", at };
    case "assigned":
      // What the desk has assigned by itself names the agent as the customer is told, and no account.
      return { type: "taken", at, agent: by ?? byName.get(name) ?? { id: name, name } };
    case "returned":
      return { type: "returned", at, isByAgent: by !== undefined };
    case "closed":
      return { type: "closed", at };
  }
}

/** By characters: half of one cannot be shown. */
function shortened(reason: string): string {
  return Array.from(reason).slice(0, REASON_LENGTH).join("");
}

/** As it crosses the wire, where lists are not read-only. */
function shown({ total, days, hours, queues, reasons, intents, agents }: Report) {
  return {
    total,
    days: [...days],
    hours: [...hours],
    queues: [...queues],
    reasons: [...reasons],
    intents: [...intents],
    agents: [...agents],
  };
}
