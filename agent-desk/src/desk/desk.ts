import type { DeskAlert, DeskRow, InboxUpdate, InboxView } from "../../../src/protocol/desk.ts";
import type { AgentAccount, CannedReply, DeskSetup } from "../../../src/protocol/desk-http.ts";
import { createDamper } from "../model/damper.ts";
import { choose, lacksRows, newer, update, withRow } from "../model/inbox.ts";
import { heardOffer, offersAfter } from "../model/offers.ts";
import { createOutbox, type Outbox, type Outgoing, type SentImage } from "../model/outbox.ts";
import { type Drafts, draftsOf, forgetWriting, outboxOf } from "../model/storage.ts";
import type { TimelineChange } from "../model/timeline.ts";
import { heardAlert, unheardAfter, unheardAmong } from "../model/unheard.ts";
import { type Acting, createActing } from "./acting.ts";
import { type Connection, connect } from "./connection.ts";
import { noticed } from "./notices.ts";
import { createReading, type Reading } from "./reading.ts";
import type { Rest } from "./rest.ts";
import { shrink } from "./shrinking.ts";
import { type DeskState, FIRST_LIMIT, startingState } from "./state.ts";
import type { Store } from "./store.ts";
import { createUploading, type Uploading } from "./uploading.ts";

export interface DeskPorts {
  readonly store: Store<DeskState>;
  readonly rest: Rest;
  readonly local: Storage;
  /** Of this tab: two tabs of one agent send what each of them wrote. */
  readonly session: Storage;
  readonly account: AgentAccount;
  /** Something needs the agent's attention. */
  readonly attend: (what: DeskAlert["kind"], text?: string) => void;
  readonly signedOut: () => void;
}

/** The desk of an agent who is signed in. */
export interface Desk
  extends Acting,
    Pick<Reading, "open" | "close" | "older" | "see" | "refreshBrief">,
    Omit<Uploading, "stopUploads"> {
  readonly account: AgentAccount;
  readonly drafts: Drafts;
  show(view: InboxView, queue: string | undefined): void;
  /** Asks for more of the list. */
  more(): void;
  write(conversation: string, type: "message" | "note", text: string): void;
  retry(cid: string): void;
  drop(cid: string): void;
  typing(conversation: string, isOn: boolean): void;
  hurry(): void;
  /** Ends the connection. What is written and not sent stays in the browser for the next sign-in. */
  stop(): void;
  /** Forgets what is written and not sent: the next person at this computer may be another. */
  forget(): void;
}

const MOST_ROWS = 500;
const TYPING_EVERY_MS = 3_000;

export function createDesk(ports: DeskPorts): Desk {
  const { store, rest, account, attend } = ports;
  let typedAt = 0;

  const ask: Connection["ask"] = (name, payload) => connection.ask(name, payload);
  const reading = createReading({ store, rest, ask, unsent });
  const acting = createActing({ store, me: account, ask, arrived, open: reading.open });
  const outbox: Outbox = createOutbox({
    send: ({ type, conversation: id, cid, text, image }) =>
      image === undefined ? ask(type, { id, cid, text }) : ask("message", { id, cid, image: image.id }),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    store: outboxOf(ports.session, account.id),
    sent: ({ conversation, cid }) => reading.change(conversation, { type: "status", cid, status: "sent" }),
    refused: ({ conversation, cid }, refusal) =>
      reading.change(conversation, { type: "status", cid, status: "failed", refusal }),
  });
  const uploading = createUploading({
    store,
    rest,
    shrink,
    uploaded: (conversation, image) => write(conversation, "message", "", image),
  });
  const trouble = createDamper((isTroubled) => store.patch({ isTroubled }));
  const connection = connect({
    up() {
      // Trouble that lasts is told of again.
      trouble.tell(false);
      store.patch({ link: "online" });
      outbox.resume();
      void subscribe();
      void reading.resume();
    },
    down() {
      outbox.pause();
      store.patch({ link: "lost" });
    },
    signedOut: ports.signedOut,
    me: ({ availability }) => store.patch({ availability }),
    inbox: listed,
    row: arrived,
    event(id, event) {
      if (event.cid !== undefined) outbox.settle(event.cid);
      reading.event(id, event);
    },
    typing: ({ id, from, on }) => from !== "agent" && reading.typing(id, from, on),
    read: reading.read,
    alert: alerted,
    trouble: trouble.tell,
  });
  void loadTexts();

  async function loadTexts(): Promise<void> {
    const [setup, replies] = await Promise.all([
      rest.get<DeskSetup>("/setup").catch(() => undefined),
      rest.get<readonly CannedReply[]>("/replies").catch(() => []),
    ]);
    store.patch({ setup, replies });
  }

  async function subscribe(): Promise<void> {
    const { inbox, limit } = store.get();
    const { view, queue } = inbox;
    const ack = await ask("inbox", { view, limit, ...(queue !== undefined && { queue }) });
    // Another queue may have been chosen meanwhile, and its answer is on the way.
    if (ack.ok && store.get().inbox.queue === queue) listed(ack);
  }

  function listed(news: InboxUpdate): void {
    const before = store.get().inbox;
    const inbox = update(before, news);
    const offers = news.rows.reduce((open, row) => offersAfter(open, row, account.id), store.get().offers);
    store.patch({ inbox, offers });
    for (const row of news.rows) {
      reading.row(row);
      heed(row);
    }
    if (news.view === "mine" && inbox.view === "mine" && inbox.queue === undefined)
      store.patch({ unheard: unheardAmong(store.get().unheard, inbox.ids) });
    if (news.view === inbox.view && lacksRows(inbox) && !lacksRows(before)) void subscribe();
  }

  function arrived(row: DeskRow): void {
    const { inbox, offers } = store.get();
    store.patch({ inbox: withRow(inbox, row), offers: offersAfter(offers, row, account.id) });
    reading.row(row);
    heed(row);
  }

  /** A row that is not the newest known tells nothing. */
  function heed(row: DeskRow): void {
    const { unheard, inbox } = store.get();
    const known = inbox.rows.get(row.id);
    if (known === undefined || newer(known, row) === row)
      store.patch({ unheard: unheardAfter(unheard, row, account.id) });
  }

  function alerted(alert: DeskAlert): void {
    const { kind, id, by } = alert;
    const { offers, unheard, opened } = store.get();
    const isOpen = kind === "wrote" && opened?.id === id;
    if (isOpen && document.hasFocus()) return;
    // What is on the screen counts as read, and is only heard by whoever works in another window.
    const isShown = isOpen && !document.hidden;
    store.patch({
      offers: heardOffer(offers, alert),
      unheard: isShown ? unheard : heardAlert(unheard, alert),
    });
    if (kind === "assigned" && acting.isTaking()) return;
    attend(kind, kind === "wrote" ? latestOf(id) : undefined);
    // An offer has a banner of its own, and what is written has its place in the list.
    if (kind === "offered" || kind === "wrote") return;
    noticed(store, {
      type: "alert",
      kind: kind === "taken" && by === undefined ? "takenAway" : kind,
      conversation: id,
      ...(by && { who: by.name }),
    });
  }

  function latestOf(id: string): string | undefined {
    const { opened, inbox } = store.get();
    return (opened?.id === id ? opened.row : inbox.rows.get(id))?.latest?.text;
  }

  function write(conversation: string, type: Outgoing["type"], text: string, image?: SentImage): void {
    const cid = crypto.randomUUID();
    const item: Outgoing = { cid, conversation, type, text, ...(image && { image }), at: Date.now() };
    reading.change(conversation, { type: "echo", echo: echoOf(item) });
    outbox.add(item);
    typedAt = 0;
  }

  function unsent(id: string): readonly TimelineChange[] {
    return outbox
      .items()
      .filter(({ conversation }) => conversation === id)
      .map((item) => ({ type: "echo", echo: echoOf(item) }));
  }

  return {
    ...acting,
    ...reading,
    ...uploading,
    account,
    drafts: draftsOf(ports.local, account.id),
    show(view, queue) {
      store.patch({ inbox: choose(store.get().inbox, view, queue), limit: FIRST_LIMIT });
      void subscribe();
    },
    more() {
      store.patch({ limit: Math.min(store.get().limit * 2, MOST_ROWS) });
      void subscribe();
    },
    write,
    retry(cid) {
      const item = outbox.items().find((candidate) => candidate.cid === cid);
      if (item !== undefined) reading.change(item.conversation, { type: "status", cid, status: "sending" });
      outbox.retry(cid);
    },
    drop(cid) {
      const item = outbox.items().find((candidate) => candidate.cid === cid);
      outbox.drop(cid);
      if (item !== undefined) reading.change(item.conversation, { type: "dropped", cid });
    },
    typing(conversation, isOn) {
      const now = Date.now();
      if (isOn ? now - typedAt < TYPING_EVERY_MS : typedAt === 0) return;
      typedAt = isOn ? now : 0;
      void ask("typing", { id: conversation, on: isOn });
    },
    hurry: () => connection.hurry(),
    stop() {
      connection.close();
      trouble.stop();
      outbox.pause();
      uploading.stopUploads();
      store.patch(startingState);
    },
    forget() {
      forgetWriting(ports.local);
      forgetWriting(ports.session);
    },
  };
}

function echoOf({ cid, type, text, image, at, refusal }: Outgoing) {
  const status = refusal === undefined ? "sending" : "failed";
  return {
    cid,
    type,
    text,
    at,
    status,
    ...(image && { image }),
    ...(refusal !== undefined && { refusal }),
  } as const;
}
