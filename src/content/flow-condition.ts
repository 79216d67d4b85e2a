import { type Node, nameOf, namesUnder, parseExpression, valuesOf } from "./flow-expression.ts";
import { IN_VIEW_NAMES } from "./in-view.ts";

/** What the calls of a dialog bring: by the name a result is kept under, the names that each outcome sets. */
export type Results = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** The names that a condition proves to hold something; `customer.identified` when it is true. */
export interface Proof {
  /** When the condition is true. */
  readonly yes: ReadonlySet<string>;
  /** When it is false. */
  readonly no: ReadonlySet<string>;
  /** When it is not true: false, or no answer because something in it is missing. */
  readonly otherwise: ReadonlySet<string>;
}

/** The one name whose value counts, and not that it has one. */
export const IDENTIFIED = "customer.identified";

const NOTHING: ReadonlySet<string> = new Set();

/** What a CEL condition proves of the names it looks at. */
export function proofOf(source: string, results: Results): Proof {
  return proofOfNode(parseExpression(source), results);
}

/** What a condition always comes to, when it is nothing but `true` or `false`. */
export function constantOf(source: string): boolean | undefined {
  const node = parseExpression(source);
  return node.op === "value" && typeof node.args === "boolean" ? node.args : undefined;
}

/** The names that are certain to be set when a result has one of these outcomes. */
export function setByOutcomes(
  name: string,
  outcomes: readonly string[],
  results: Results,
): ReadonlySet<string> {
  const [first = NOTHING, ...others] = outcomes.map((outcome) => results.get(name)?.get(outcome) ?? NOTHING);
  return new Set([`${name}.outcome`, ...others.reduce(both, first)]);
}

/** Everything in either. */
export function either(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one, ...other]);
}

/** What is in both. */
export function both(one: ReadonlySet<string>, other: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...one].filter((name) => other.has(name)));
}

/** The same for a part of a condition. */
export function proofOfNode(node: Node, results: Results): Proof {
  switch (node.op) {
    case "&&": {
      const [one, other] = [proofOfNode(node.args[0], results), proofOfNode(node.args[1], results)];
      return {
        yes: either(one.yes, other.yes),
        no: both(one.no, other.no),
        otherwise: both(one.otherwise, other.otherwise),
      };
    }
    case "||": {
      const [one, other] = [proofOfNode(node.args[0], results), proofOfNode(node.args[1], results)];
      return {
        yes: both(one.yes, other.yes),
        no: either(one.no, other.no),
        otherwise: either(one.otherwise, other.otherwise),
      };
    }
    case "!_":
      return opposite(proofOfNode(node.args, results), node);
    case "==":
    case "in":
      return proveEqual(node, results);
    case "!=":
      return opposite(proveEqual(node, results), node);
    case "call":
      if (node.args[0] === "has") return proof(new Set(heldBy(node)), NOTHING, node);
      break;
    case "?:": {
      const [test, one, other] = node.args;
      const asked = proofOfNode(test, results);
      const [then, not] = [proofOfNode(one, results), proofOfNode(other, results)];
      return {
        yes: both(either(asked.yes, then.yes), either(asked.no, not.yes)),
        no: both(either(asked.yes, then.no), either(asked.no, not.no)),
        otherwise: NOTHING,
      };
    }
  }
  const names = namesUnder(node);
  return proof(new Set(names), new Set(names.filter((name) => !isNeverMissing(name))), node);
}

/** Two sides that have to be the same, or one that has to be among others. */
function proveEqual(node: Extract<Node, { op: "==" | "!=" | "in" }>, results: Results): Proof {
  const [left, right] = node.args;
  const name = nameOf(left) ?? nameOf(right);
  const values = valuesOf(nameOf(left) === undefined ? left : right);
  if (name === undefined || values === undefined) return proof(NOTHING, NOTHING, node);
  const empty = IN_VIEW_NAMES.includes(name) ? "" : null;
  if (values.includes(empty)) return proof(NOTHING, new Set([name]), node);
  if (name === IDENTIFIED) {
    const isTrue = proof(new Set([name]), NOTHING, node);
    return values.includes(false) ? opposite(isTrue, node) : isTrue;
  }
  const [result = "", field] = name.split(".");
  const outcomes = results.get(result);
  if (field !== "outcome" || outcomes === undefined) return proof(new Set([name]), NOTHING, node);
  const among = values.map(String);
  const rest = [...outcomes.keys()].filter((outcome) => !among.includes(outcome));
  return proof(setByOutcomes(result, among, results), setByOutcomes(result, rest, results), node);
}

function proof(yes: ReadonlySet<string>, no: ReadonlySet<string>, node: Node): Proof {
  return { yes, no, otherwise: canFail(node) ? NOTHING : no };
}

function opposite({ yes, no }: Proof, node: Node): Proof {
  return proof(no, yes, node);
}

/** Whether an expression may come to nothing because a name in it is empty or missing. Slots are there, if empty. */
function canFail(node: Node): boolean {
  switch (node.op) {
    case "value":
    case "id":
      return false;
    case "&&":
    case "||":
      return node.args.some(canFail);
    case "!_":
      return canFail(node.args);
    case "==":
    case "!=":
      return !node.args.every(isThere);
    default:
      return !isNeverMissing(nameOf(node) ?? "");
  }
}

/** What is known in every turn, if only as false or as an empty text. */
function isNeverMissing(name: string): boolean {
  return name === IDENTIFIED || IN_VIEW_NAMES.includes(name);
}

function isThere(node: Node): boolean {
  const name = nameOf(node);
  return (
    node.op === "value" ||
    node.op === "id" ||
    name?.startsWith("slots.") === true ||
    (name !== undefined && isNeverMissing(name))
  );
}

/** What `has(…)` proves: an empty slot is there all the same. */
function heldBy(node: Node): readonly string[] {
  return namesUnder(node).filter((name) => !name.startsWith("slots."));
}
