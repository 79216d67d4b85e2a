/**
 * Plays many customers at once, in a process of their own; does what its parent asks for.
 *
 * @typedef {import("./customer.js").Admission} Admission
 * @typedef {{ url: string, count: number, atOnce: number, sessions: boolean }} ConnectQuestion `sessions` where a
 *   customer has to open one first
 * @typedef {{ pauseMs?: number, perSecond?: number, unique: boolean, goings?: Goings }} TalkQuestion `pauseMs` at least
 *   between two messages of one customer; or else so many messages of all in a second, whatever the answers take
 * @typedef {{ url: string, perSecond: number }} Goings how many customers leave in a second; every other one comes back,
 *   for the rest there are new ones
 * @typedef {{
 *   atMs: number, answered: number, unanswered: number, came: number, refused: number, busyUs: number,
 *   tripsMs: readonly number[]
 * }} Talked since the process began; `tripsMs` since it was asked last
 */
import { setTimeout } from "node:timers/promises";
import { answerParent } from "./answering.js";
import { Customer, openSession } from "./customer.js";
import { question } from "./questions.js";

const STEADY_STEP_MS = 5;
const COME_AGAIN_MS = 1000;

/** @type {Customer[]} */
let customers = [];
let coming = 0;
let asked = 0;
let answered = 0;
let unanswered = 0;
let came = 0;
let refused = 0;
/** @type {number[]} */
let tripsMs = [];
let isTalking = false;
/** @type {Promise<unknown>} */
let talking = Promise.resolve();

answerParent({
  /** @param {ConnectQuestion} wanted */
  async connect({ url, count, atOnce, sessions }) {
    const before = { atMs: performance.now(), ...process.cpuUsage() };
    let left = count;
    const connectSome = async () => {
      while (left-- > 0) await (sessions ? comeNew(url) : connect(url, coming++));
    };
    await Promise.all(Array.from({ length: atOnce }, connectSome));
    const { user, system } = process.cpuUsage();
    const seconds = (performance.now() - before.atMs) / 1000;
    return { seconds, busy: (user + system - before.user - before.system) / 1e6 / seconds };
  },
  /** @param {{ url: string, admissions: readonly Admission[] }} wanted */
  async "connect again"({ url, admissions }) {
    for (const admission of admissions) await connect(url, coming++, admission);
  },
  /** Who they are, to connect again. */
  admissions: () => customers.map((customer) => customer.admission),
  /** @param {TalkQuestion} manner */
  "start talking"({ pauseMs = 0, perSecond, unique, goings }) {
    isTalking = true;
    talking =
      perSecond === undefined
        ? Promise.all(customers.map((customer) => talkOn(customer, pauseMs, unique)))
        : talkSteadily(perSecond, unique, goings);
    return { count: customers.length };
  },
  answered: () => answered,
  /** @returns {Talked} */
  talked() {
    const { user, system } = process.cpuUsage();
    const counts = { answered, unanswered, came, refused };
    const talked = { atMs: performance.now(), ...counts, busyUs: user + system, tripsMs };
    tripsMs = [];
    return talked;
  },
  async "stop talking"() {
    isTalking = false;
    await talking;
  },
  /** One message at a time, each of the next customer. @param {{ messages: number, unique: boolean }} manner */
  async "talk in turn"({ messages, unique }) {
    tripsMs = [];
    for (let sent = 0; sent < messages; sent++) {
      const customer = customers[sent % customers.length];
      if (customer !== undefined) await ask(customer, unique);
    }
    return tripsMs;
  },
  leave() {
    for (const customer of customers) customer.leave();
    customers = [];
  },
});

/** @param {string} url */
async function comeNew(url) {
  const number = coming++;
  return connect(url, number, await openSession(url, number));
}

/** @param {string} url @param {number} number @param {Admission} [admission] */
async function connect(url, number, admission) {
  const customer = new Customer(url, number, admission);
  await customer.connect();
  customers.push(customer);
  return customer;
}

/** @param {Customer} customer @param {number} pauseMs @param {boolean} unique */
async function talkOn(customer, pauseMs, unique) {
  await setTimeout(Math.random() * pauseMs);
  while (isTalking) {
    const started = performance.now();
    await ask(customer, unique);
    const rest = pauseMs - (performance.now() - started);
    if (rest > 0) await setTimeout(rest);
  }
}

/** @param {number} perSecond @param {boolean} unique @param {Goings} [goings] */
async function talkSteadily(perSecond, unique, goings) {
  const free = [...customers];
  const started = performance.now();
  let sent = 0;
  let left = 0;
  while (isTalking) {
    const seconds = (performance.now() - started) / 1000;
    // Nobody is free: what is not said now is said as soon as somebody is.
    for (; sent < seconds * perSecond; sent++) {
      const customer = free.shift();
      if (customer === undefined) break;
      void ask(customer, unique).then(() => free.push(customer));
    }
    for (; goings !== undefined && left < seconds * goings.perSecond; left++) {
      const customer = free.shift();
      if (customer === undefined) break;
      void follow(customer, goings.url).then((next) => free.push(next));
    }
    await setTimeout(STEADY_STEP_MS);
  }
}

/** A customer leaves, and comes back, or another one comes. @param {Customer} customer @param {string} url */
async function follow(customer, url) {
  const comesBack = came++ % 2 === 0;
  customer.leave();
  customers = customers.filter((other) => other !== customer);
  for (;;) {
    try {
      return await (comesBack ? connect(url, coming++, customer.admission) : comeNew(url));
    } catch {
      refused++;
      await setTimeout(COME_AGAIN_MS);
    }
  }
}

/** @param {Customer} customer @param {boolean} unique */
async function ask(customer, unique) {
  const text = question(asked++, unique);
  const started = performance.now();
  if (await customer.say(text)) {
    answered++;
    tripsMs.push(performance.now() - started);
  } else unanswered++;
}
