// Conversations as released versions wrote them, written out. Nothing here follows the program when it changes.

export interface StoredConversation {
  readonly id: string;
  /** JSON, as it was written. */
  readonly state: string;
  readonly content?: string;
  /** Of the seqs 1, 2, 3 … */
  readonly events: readonly StoredEvent[];
  /** The seqs of what the bot has not answered yet. */
  readonly owed?: readonly number[];
  readonly alarm?: { readonly due: number; readonly kind: "wait" | "silence" | "snooze" };
}

interface StoredEvent {
  readonly kind: "message" | "choice" | "handoff" | "rating";
  readonly speaker: "customer" | "bot" | "agent" | "system";
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

const restingDialog = `{"stack":[],"slots":{},"results":{},"misses":0,"turns":2,"spoken":[],"noted":[],"care":"","nudges":0,"calls":0,"heardAt":1763800001000,"unanswered":""}`;
const laterTicket = `{"queue":"repay","since":1763800004000,"urgency":2,"wantsCall":true}`;

const comforted: StoredEvent = {
  kind: "message",
  speaker: "bot",
  body: `{"type":"text","text":"同事马上就来"}`,
};

const answered: StoredEvent = {
  kind: "message",
  speaker: "agent",
  body: `{"type":"text","text":"您好，我是小安"}`,
  cid: "answer",
  inside: `{"by":{"id":"ann","name":"小安"}}`,
};

/** From then on, whoever waits has a ticket. */
const ticketed = (state: string): string =>
  state.replace(
    /"phase":"waiting","since":(\d+),"queue":("\w+")/u,
    `"phase":"waiting","ticket":{"queue":$2,"since":$1,"urgency":0},"passedBy":[]`,
  );

const sixth: readonly StoredConversation[] = [
  ...fifth.map((one) => ({ ...one, state: ticketed(one.state) })),
  {
    id: "assigned",
    state: `{"phase":"assigned","ticket":${laterTicket},"agent":{"id":"ann","name":"小安"},"at":1763800005000,"language":"zh","epoch":2,"dialog":${restingDialog}}`,
    events: [customerSaid("转人工", "one"), handoff, comforted, answered, comforted],
  },
  {
    id: "kept",
    state: `{"phase":"waiting","ticket":${laterTicket},"keptFor":{"id":"ann","name":"小安"},"passedBy":["ben"],"language":"zh","epoch":2,"dialog":${restingDialog}}`,
    events: [question, pressed, handoff, comforted],
  },
  {
    id: "put-aside",
    state: `{"phase":"snoozed","ticket":${laterTicket},"agent":{"id":"ann","name":"小安"},"until":1763900000300,"language":"en","epoch":2,"dialog":${restingDialog}}`,
    events: [customerSaid("a person please", "one"), handoff],
    alarm: { due: 1_763_900_000_300, kind: "snooze" },
  },
  {
    id: "left",
    state: `{"phase":"offline","ticket":${laterTicket},"language":"zh","epoch":2,"dialog":${restingDialog}}`,
    events: [handoff, comforted],
  },
  {
    id: "done",
    state: `{"phase":"closed","at":1763800006000,"language":"zh","epoch":2,"dialog":${restingDialog}}`,
    events: [customerSaid("谢谢", "one"), answered, rating],
  },
];

/** Of each released version of the tables, the first first. */
export const releasedConversations: readonly (readonly StoredConversation[])[] = [
  first,
  second,
  third,
  fourth,
  fifth,
  sixth,
  // The marks and the context that came after it were filled in for nobody.
  sixth,
  sixth,
];
