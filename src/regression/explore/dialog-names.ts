import type { Bot, Step } from "../../content/bot.ts";
import { namesIn } from "../../content/condition.ts";
import { exitsOf } from "../../content/exits.ts";
import { readsOf } from "../../content/reads.ts";
import { decisiveOf } from "./decisive.ts";

/** Names of what a conversation knows, as `slots.period` and `limit.available`, that steps to come may read. */
export interface NamesRead {
  /** Something depends on their values. */
  readonly byValue: readonly string[];
  /** They are only shown or passed on: all that matters is whether there is a value. */
  readonly byPresence: readonly string[];
  /** The kinds of care that conditions ask about. */
  readonly cares: ReadonlySet<string>;
}

/** What the dialogs of a bot read and write, with all that they lead to. Steps are named as `dialog#step`. */
export class DialogNames {
  readonly #bot: Bot;
  readonly #read = new Map<string, NamesRead>();
  readonly #clashes = new Map<string, boolean>();
  #readByAny: NamesRead | undefined;
  #live: ReadonlyMap<string, Live> | undefined;

  constructor(bot: Bot) {
    this.#bot = bot;
  }

  /** What may be read from these steps on. */
  readFrom(steps: readonly string[]): NamesRead {
    const key = steps.join();
    const known = this.#read.get(key);
    if (known !== undefined) return known;
    const fresh = this.#namesOf(steps);
    this.#read.set(key, fresh);
    return fresh;
  }

  /** What dialogs begun from now on may read. */
  readByAny(): NamesRead {
    this.#readByAny ??= this.readFrom(this.#placesIn([...this.#bot.dialogs.keys()]));
    return this.#readByAny;
  }

  /** Whether going through one dialog may change what another one reads. */
  clash(above: string, below: string): boolean {
    const key = `${above} ${below}`;
    const known = this.#clashes.get(key);
    if (known !== undefined) return known;
    const { byValue, byPresence } = this.readFrom(this.#placesIn([below]));
    const written = this.#writtenBy(above);
    const fresh = [...byValue, ...byPresence].some(
      (name) => written.has(name) || written.has(name.slice(0, name.indexOf("."))),
    );
    this.#clashes.set(key, fresh);
    return fresh;
  }

  #namesOf(from: readonly string[]): NamesRead {
    this.#live ??= this.#findLive();
    const live = from.flatMap((name) => this.#live?.get(name) ?? []);
    const byValue = new Set(live.flatMap((each) => [...each.byValue]));
    const read = new Set(live.flatMap((each) => [...each.read]));
    const steps = [...this.#leadTo(from)].flatMap((name) => this.#stepOf(name) ?? []);
    const tests = steps.flatMap(decisiveOf).filter((test) => /(?<![.\w])care\b/u.test(test));
    const kinds = this.#bot.care.map(({ kind }) => kind);
    return {
      byValue: [...byValue].sort(),
      byPresence: [...read].filter((name) => !byValue.has(name)).sort(),
      cares: new Set(kinds.filter((kind) => tests.some((test) => test.includes(kind)))),
    };
  }

  /**
   * What may be read from each step on before it is written anew: what a call brings takes the place of what the call before
   * it had brought under that name. Found backwards, over and over until nothing is added (live-variable analysis; Kildall 1973).
   */
  #findLive(): ReadonlyMap<string, Live> {
    const names = this.#placesIn([...this.#bot.dialogs.keys()]);
    const live = new Map<string, Live>();
    for (const name of names) {
      const step = this.#stepOf(name);
      if (step !== undefined) live.set(name, readAt(step));
    }
    for (let hasGrown = true; hasGrown; ) {
      hasGrown = false;
      for (const name of names.toReversed()) {
        const [step, own] = [this.#stepOf(name), live.get(name)];
        if (step === undefined || own === undefined) continue;
        for (const next of this.#nextOf(step)) {
          const after = live.get(next);
          if (after !== undefined && flowInto(own, after, step)) hasGrown = true;
        }
      }
    }
    return live;
  }

  /**
   * What a dialog in between leaves changed: the names that its calls, and those of all that it leads to, keep what they
   * bring under, and the slots of dialogs that are run. Slots of its own, and of dialogs that take its place, hold again
   * afterwards what they held before (see `push` and `takePlace` in dialog/stack.ts).
   */
  #writtenBy(dialog: string): ReadonlySet<string> {
    const led = [...this.#leadTo(this.#placesIn([dialog]))];
    const calls = led.flatMap((name) => {
      const step = this.#stepOf(name);
      return step?.verb === "call" ? [step.as] : [];
    });
    return new Set([...calls, ...led.flatMap((name) => this.#slotsRunFrom(name))]);
  }

  /** The slots of the dialogs that a step runs, with all that they lead to, but for those that the running one has, too. */
  #slotsRunFrom(name: string): readonly string[] {
    const step = this.#stepOf(name);
    if (step?.verb !== "run") return [];
    const own = this.#bot.dialogs.get(name.split("#")[0] ?? "")?.slots ?? {};
    const ids = new Set(
      [...this.#leadTo(this.#placesIn([step.dialog]))].map((led) => led.split("#")[0] ?? ""),
    );
    const slots = [...ids].flatMap((id) => Object.keys(this.#bot.dialogs.get(id)?.slots ?? {}));
    return slots.filter((slot) => !Object.hasOwn(own, slot)).map((slot) => `slots.${slot}`);
  }

  #placesIn(dialogs: readonly string[]): readonly string[] {
    return dialogs.flatMap((id) =>
      [...(this.#bot.dialogs.get(id)?.steps.keys() ?? [])].map((step) => `${id}#${step}`),
    );
  }

  /** These steps and every one that they lead to, however far. */
  #leadTo(steps: readonly string[]): ReadonlySet<string> {
    const led = new Set(steps);
    for (const name of led) {
      const step = this.#stepOf(name);
      if (step === undefined) continue;
      for (const next of this.#nextOf(step)) led.add(next);
    }
    return led;
  }

  #nextOf(step: Step): readonly string[] {
    return exitsOf(this.#bot, step).flatMap(({ target }) => {
      const to = target.to === "back" ? target.otherwise : target;
      return to.to === "step" ? `${to.dialog}#${to.step}` : [];
    });
  }

  #stepOf(name: string): Step | undefined {
    const [dialog = "", step = ""] = name.split("#");
    return this.#bot.dialogs.get(dialog)?.steps.get(step);
  }
}

/** Names that may be read from a step on. */
interface Live {
  readonly byValue: Set<string>;
  readonly read: Set<string>;
}

function readAt(step: Step): Live {
  return {
    byValue: new Set(decidingNames(step).filter(isKnown)),
    read: new Set([...readsOf(step), ...asked(step)].filter(isKnown)),
  };
}

/** Adds to a step what is read after it, but for what the step itself writes. Returns whether that is more than before. */
function flowInto(own: Live, after: Live, step: Step): boolean {
  const before = own.byValue.size + own.read.size;
  for (const name of after.byValue) if (!isWritten(name, step)) own.byValue.add(name);
  for (const name of after.read) if (!isWritten(name, step)) own.read.add(name);
  return own.byValue.size + own.read.size > before;
}

function isWritten(name: string, step: Step): boolean {
  return step.verb === "call" && name.startsWith(`${step.as}.`);
}

function decidingNames(step: Step): readonly string[] {
  const listed =
    step.verb === "ask" && step.listed !== undefined ? [`${step.listed.name}.${step.listed.field}`] : [];
  return [...decisiveOf(step).flatMap((test) => namesIn(test.replace(IS_THERE, ""))), ...listed];
}

/** A comparison that only asks whether there is a value. */
const IS_THERE = /[a-z]\w*\.\w+\s*[!=]=\s*null\b/gu;

function asked(step: Step): readonly string[] {
  return step.verb === "ask" && step.slot !== undefined ? [`slots.${step.slot.name}`] : [];
}

function isKnown(name: string): boolean {
  return name.includes(".") && !name.startsWith("customer.") && !name.startsWith("item.");
}
