// The tables and rows as released versions left them, written out: what is tested with them is how today's program
// comes to terms with what stands in a database. Nothing here follows the program when it changes.

/** A database as a released version left it. */
export interface ReleasedSchema {
  /** The last migration it has had. */
  readonly name: string;
  /** Makes the tables and fills them. Both databases understand it. */
  readonly sql: string;
  readonly conversations: readonly StoredConversation[];
}

interface StoredConversation {
  readonly id: string;
  /** JSON, as it was written. */
  readonly state: string;
  readonly content?: string;
  /** Of the seqs 1, 2, 3 … */
  readonly events: readonly StoredEvent[];
  /** The seqs of what the bot has not answered yet. */
  readonly owed?: readonly number[];
  readonly alarm?: { readonly due: number; readonly kind: "wait" | "silence" };
}

interface StoredEvent {
  readonly kind: "message" | "choice" | "handoff" | "rating";
  readonly speaker: "customer" | "bot" | "system";
  /** JSON, as it was written. */
  readonly body: string;
  readonly cid?: string;
  readonly inside?: string;
}

/** What all rows have in common. Times are beyond what fits into 32 bits. */
export const stored = {
  customer: "customer-of-",
  createdAt: 1_763_800_000_000,
  at: 1_763_800_001_000,
  version: 2,
};

const customerSaid = (text: string, cid: string): StoredEvent => ({
  kind: "message",
  speaker: "customer",
  body: `{"type":"text","text":"${text}"}`,
  cid,
});

const question: StoredEvent = {
  kind: "message",
  speaker: "bot",
  body: `{"type":"choices","text":"解决了吗","options":[{"id":"solved","label":"解决了"},{"id":"unsolved","label":"没解决"}]}`,
  inside: `{"origin":{"dialog":"mend","step":"plug.ask"}}`,
};

const pressed: StoredEvent = {
  kind: "choice",
  speaker: "customer",
  body: `{"type":"choice","seq":2,"option":"unsolved","label":"没解决"}`,
  cid: "pressed",
  inside: `{"origin":{"dialog":"mend","step":"plug.ask"}}`,
};

const rating: StoredEvent = {
  kind: "rating",
  speaker: "customer",
  body: `{"type":"rating","score":4,"comment":"It's good"}`,
};

const handoff: StoredEvent = {
  kind: "handoff",
  speaker: "system",
  body: `{"type":"handoff","status":"requested"}`,
  inside: `{"handoff":{"reason":"客户要求转人工","queue":"default","brief":{}}}`,
};

const asked = `{"stack":[{"dialog":"mend","step":"plug.ask","entry":"plug","via":"start","trail":["plug"],"tried":[],"candidates":[]}],"slots":{},"misses":0,"turns":1,"spoken":[]}`;

const fullLamp = `{"stack":[{"dialog":"mend","step":"lamp.ask","entry":"lamp","via":"start","trail":["plug","lamp"],"tried":["mend#plug.ask"],"candidates":[],"path":["plug","plug.ask","lamp"],"filled":{"period":""},"attempts":1,"asked":{"plug.ask":1,"lamp.ask":2},"hidden":{"order":null},"again":true}],"slots":{"period":12,"order":null,"city":"西安"},"results":{"limit":{"outcome":"found","available":5000,"bills":[{"day":"2026-12-01","amount":120.5}]}},"misses":1,"turns":2,"spoken":[{"dialog":"mend","step":"lamp"},{"dialog":"mend","step":"lamp.ask"}],"noted":["repay-guide"],"care":"","nudges":1,"calls":2,"heardAt":1763800001000,"unanswered":""}`;

const newcomer: StoredConversation = {
  id: "newcomer",
  state: `{"phase":"bot","language":"en","dialog":{"stack":[],"slots":{},"misses":0,"turns":0,"spoken":[]},"epoch":0}`,
  events: [],
};

const first: readonly StoredConversation[] = [
  newcomer,
  {
    id: "at-rest",
    state: `{"phase":"bot","language":"zh","epoch":0,"dialog":{"stack":[],"slots":{},"misses":0,"turns":2,"spoken":[{"dialog":"_resolved","step":"s1"}]}}`,
    events: [customerSaid("坏了怎么办", "one"), question, customerSaid("解决了", "two"), rating],
  },
  {
    id: "in-a-dialog",
    state: `{"phase":"bot","language":"zh","epoch":0,"dialog":{"stack":[{"dialog":"mend","step":"lamp.ask","entry":"lamp","via":"start","trail":["plug","lamp"],"tried":["mend#plug.ask"],"candidates":[]}],"slots":{"period":12,"order":null,"city":"西安"},"misses":1,"turns":2,"spoken":[{"dialog":"mend","step":"lamp"},{"dialog":"mend","step":"lamp.ask"}]}}`,
    events: [customerSaid("坏了怎么办", "one"), question, pressed, question],
  },
  {
    id: "waiting",
    state: `{"phase":"waiting","since":1763800002000,"queue":"default","language":"zh","epoch":1,"dialog":{"stack":[{"dialog":"mend","step":"plug.ask","entry":"plug","via":"start","trail":["plug"],"tried":[],"candidates":[]},{"dialog":"_human","step":"s1","entry":"s1","via":"pattern","trail":[],"tried":[],"candidates":["repay.how"]}],"slots":{},"misses":0,"turns":2,"spoken":[]}}`,
    events: [{ ...customerSaid("转人工", "one"), inside: `{"asksForHuman":true}` }, handoff],
  },
  {
    id: "owed-one",
    state: newcomer.state,
    events: [customerSaid("坏了怎么办", "one")],
    owed: [1],
  },
  {
    // The bot spoke up by itself between the customer's messages, and a rating is answered by nobody.
    id: "owed-several",
    state: `{"phase":"bot","language":"zh","epoch":0,"dialog":${asked}}`,
    events: [
      customerSaid("坏了怎么办", "one"),
      question,
      customerSaid("你好", "two"),
      rating,
      question,
      pressed,
      customerSaid("在吗", "three"),
    ],
    owed: [3, 6, 7],
  },
  {
    // A later program on the same tables had filled this in already.
    id: "in-a-dialog-lately",
    state: `{"phase":"bot","language":"zh","epoch":0,"dialog":${fullLamp}}`,
    events: [customerSaid("坏了怎么办", "one"), question, pressed, question],
  },
];

const second: readonly StoredConversation[] = [
  ...first,
  {
    id: "rings-late",
    state: `{"phase":"bot","language":"zh","epoch":0,"dialog":${asked},"alarm":{"kind":"silence","due":1763900000200}}`,
    events: [customerSaid("坏了怎么办", "one"), question],
    alarm: { due: 1_763_900_000_200, kind: "silence" },
  },
  {
    id: "rings-soon",
    state: `{"phase":"bot","language":"zh","epoch":0,"dialog":{"stack":[{"dialog":"mend","step":"rest","entry":"rest","via":"start","trail":[],"tried":[],"candidates":[],"until":1763900000100}],"slots":{},"misses":0,"turns":1,"spoken":[]},"alarm":{"kind":"wait","due":1763900000100}}`,
    events: [customerSaid("过三天再提醒我", "one"), question],
    alarm: { due: 1_763_900_000_100, kind: "wait" },
  },
  {
    id: "would-ring",
    state: `{"phase":"bot","language":"zh","epoch":0,"dialog":${asked},"alarm":{"kind":"silence","due":1763900000000}}`,
    events: [customerSaid("坏了怎么办", "one"), question, customerSaid("没解决", "two")],
    owed: [3],
    alarm: { due: 1_763_900_000_000, kind: "silence" },
  },
];

const inDialogs = /"stack":\[\{/u;
const third = second.map((one) =>
  inDialogs.test(one.state) ? { ...one, content: `hash-of-${one.id}` } : one,
);

const fullAsked = `{"stack":[{"dialog":"mend","step":"plug.ask","entry":"plug","via":"start","trail":["plug"],"tried":[],"candidates":[],"path":["plug"],"filled":{},"attempts":0,"asked":{"plug.ask":1}}],"slots":{},"results":{},"misses":0,"turns":1,"spoken":[],"noted":[],"care":"","nudges":1,"calls":0,"heardAt":1763800001000,"unanswered":""}`;
const fullResting = `{"stack":[{"dialog":"mend","step":"rest","entry":"rest","via":"start","trail":[],"tried":[],"candidates":[],"path":["plug","rest"],"filled":{},"attempts":0,"asked":{},"until":1763900000100}],"slots":{},"results":{},"misses":0,"turns":1,"spoken":[],"noted":[],"care":"","nudges":0,"calls":0,"heardAt":1763800001000,"unanswered":""}`;
const fullNew = `{"phase":"bot","language":"en","dialog":{"stack":[],"slots":{},"results":{},"misses":0,"turns":0,"spoken":[],"noted":[],"care":"","nudges":0,"calls":0,"heardAt":0,"unanswered":""},"epoch":0}`;

/** By conversation: the fourth schema has no other states. */
const fullStates: Readonly<Record<string, string>> = {
  "owed-one": fullNew,
  "owed-several": `{"phase":"bot","language":"zh","epoch":0,"dialog":${fullAsked}}`,
  "rings-late": `{"phase":"bot","language":"zh","epoch":0,"dialog":${fullAsked},"alarm":{"kind":"silence","due":1763900000200}}`,
  "rings-soon": `{"phase":"bot","language":"zh","epoch":0,"dialog":${fullResting},"alarm":{"kind":"wait","due":1763900000100}}`,
  "would-ring": `{"phase":"bot","language":"zh","epoch":0,"dialog":${fullAsked},"alarm":{"kind":"silence","due":1763900000000}}`,
  newcomer: fullNew,
  "at-rest": `{"phase":"bot","language":"zh","epoch":0,"dialog":{"stack":[],"slots":{},"results":{},"misses":0,"turns":2,"spoken":[{"dialog":"_resolved","step":"s1"}],"noted":[],"care":"hardship","nudges":0,"calls":0,"heardAt":1763800001000,"unanswered":"解决了"}}`,
  "in-a-dialog": `{"phase":"bot","language":"zh","epoch":0,"dialog":${fullLamp}}`,
  "in-a-dialog-lately": `{"phase":"bot","language":"zh","epoch":0,"dialog":${fullLamp}}`,
  waiting: `{"phase":"waiting","since":1763800002000,"queue":"default","language":"zh","epoch":1,"dialog":{"stack":[{"dialog":"mend","step":"plug.ask","entry":"plug","via":"start","trail":["plug"],"tried":[],"candidates":[],"path":["plug"],"filled":{},"attempts":0,"asked":{"plug.ask":1}},{"dialog":"_human","step":"s1","entry":"s1","via":"pattern","trail":[],"tried":[],"candidates":["repay.how"],"path":[],"filled":{},"attempts":0,"asked":{},"arrived":true}],"slots":{},"results":{},"misses":0,"turns":2,"spoken":[],"noted":[],"care":"","nudges":0,"calls":0,"heardAt":1763800001000,"unanswered":""}}`,
};

const called: StoredEvent = {
  ...customerSaid("额度多少", "called"),
  inside: `{"calls":[{"action":"limit","outcome":"found","ms":41},{"action":"bills","outcome":"timeout","ms":3000}]}`,
};

const fourth = third.map((one) => ({
  ...one,
  state: fullStates[one.id] ?? "",
  ...(one.id === "at-rest" && { events: [called, question] }),
}));

const fifth: readonly StoredConversation[] = [
  ...fourth,
  {
    id: "waiting-at-rest",
    state: `{"phase":"waiting","since":1763800003000,"queue":"repay","language":"en","epoch":3,"dialog":{"stack":[],"slots":{"said":"\\u0000 \\"phase\\":\\"bot\\""},"results":{},"misses":0,"turns":4,"spoken":[],"noted":[],"care":"hardship","nudges":0,"calls":0,"heardAt":1763800001000,"unanswered":""}}`,
    events: [customerSaid("a person please", "one"), handoff, customerSaid("hello?", "two"), rating],
  },
  {
    // What a slot holds is no phase.
    id: "bot-of-waiting",
    state: `{"phase":"bot","language":"zh","epoch":2,"dialog":{"stack":[],"slots":{"order":{"phase":"waiting"}},"results":{},"misses":0,"turns":2,"spoken":[],"noted":[],"care":"","nudges":0,"calls":0,"heardAt":1763800001000,"unanswered":""}}`,
    events: [customerSaid("订单呢", "one"), handoff, question],
  },
];

const tables: Readonly<Record<string, string>> = {
  "0001-conversation-log": `
    create table "conversations" ("id" text primary key, "customer_id" text not null unique,
      "identified" integer not null, "created_at" bigint not null, "version" integer not null,
      "last_seq" integer not null, "read_seq" integer not null, "state" text not null);
    create table "events" ("conversation_id" text not null references "conversations" ("id"), "seq" integer not null,
      "id" text not null, "at" bigint not null, "kind" text not null, "speaker" text not null, "body" text not null,
      "cid" text, "inside" text, constraint "events_by_seq" primary key ("conversation_id", "seq"));
    create unique index "events_by_cid" on "events" ("conversation_id", "cid") where "cid" is not null;
    create table "owed_turns" ("conversation_id" text not null references "conversations" ("id"),
      "seq" integer not null, constraint "owed_turns_by_seq" primary key ("conversation_id", "seq"));`,
  "0002-alarms": `
    create table "timers" ("conversation_id" text not null primary key references "conversations" ("id"),
      "due" bigint not null, "kind" text not null);
    create index "timers_by_due" on "timers" ("due");`,
  "0003-content-of-positions": `
    alter table "conversations" add column "content" text;
    create index "conversations_inside_dialogs" on "conversations" ("id") where "content" is not null;`,
  "0004-fuller-positions": "",
  "0005-claims": `
    alter table "conversations" add column "paid_seq" integer default 0 not null;
    alter table "conversations" add column "owed_seq" integer default 0 not null;
    alter table "conversations" add column "claimed_by" text;
    alter table "conversations" add column "alarm_due" bigint;
    alter table "conversations" add column "alarm_kind" text;
    drop table "owed_turns";
    drop table "timers";
    create index conversations_owed on conversations (id) where owed_seq > paid_seq;
    create index conversations_by_alarm on conversations (alarm_due) where alarm_due is not null;
    create table "nodes" ("id" text not null primary key, "alive_until" bigint not null);
    create table "content_versions" ("hash" text not null primary key, "files" text not null,
      "saved_at" bigint not null);`,
};

const names = Object.keys(tables);

export const releasedSchemas: readonly ReleasedSchema[] = [first, second, third, fourth, fifth].map(
  (conversations, index) => {
    const applied = names.slice(0, index + 1);
    const areClaimed = applied.includes("0005-claims");
    return {
      name: applied.at(-1) ?? "",
      conversations,
      sql: [tablesOf(applied), ...conversations.map((one) => rowsOf(one, areClaimed))].join("\n"),
    };
  },
);

function tablesOf(applied: readonly string[]): string {
  return `
    create table "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);
    create table "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);
    insert into kysely_migration_lock values ('migration_lock', 0);
    ${applied.map((name) => `${tables[name]} insert into kysely_migration values ('${name}', '2026-11-22T23:03:20.000Z');`).join("\n")}`;
}

/** @param areClaimed what is owed and the alarm stand in the conversation's own row */
function rowsOf(one: StoredConversation, areClaimed: boolean): string {
  const { id, state, content, events, owed = [], alarm } = one;
  const { customer, createdAt, at, version } = stored;
  const row = {
    id,
    customer_id: customer + id,
    identified: id === "waiting" ? 1 : 0,
    created_at: createdAt,
    version,
    last_seq: events.length,
    read_seq: 0,
    state,
    ...(content === undefined ? {} : { content }),
    ...(areClaimed && claimOf(one)),
  };
  const rows = events.map(({ kind, speaker, body, cid, inside }, index) =>
    insert("events", [id, index + 1, `${id}-${index + 1}`, at, kind, speaker, body, cid, inside]),
  );
  const apart = [
    ...owed.map((seq) => insert("owed_turns", [id, seq])),
    ...(alarm === undefined ? [] : [insert("timers", [id, alarm.due, alarm.kind])]),
  ];
  const conversation = insert(`conversations (${Object.keys(row).join(", ")})`, Object.values(row));
  return [conversation, ...rows, ...(areClaimed ? [] : apart)].join("\n");
}

function claimOf({ events, owed, alarm }: StoredConversation) {
  const mark = { alarm_due: alarm?.due, alarm_kind: alarm?.kind };
  if (owed === undefined) return { ...mark, paid_seq: events.length, owed_seq: events.length };
  return { ...mark, paid_seq: Math.min(...owed) - 1, owed_seq: Math.max(...owed), claimed_by: "before" };
}

function insert(into: string, values: readonly (string | number | undefined)[]): string {
  const written = values.map((value) => {
    if (value === undefined) return "null";
    return typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
  });
  return `insert into ${into} values (${written.join(", ")});`;
}
