import { both, either, type Results, setByOutcomes } from "./flow-condition.ts";
import { IN_VIEW_NAMES } from "./in-view.ts";
import { namesInTemplate } from "./template.ts";

/** A name that a text or an expression reads, and where in it. */
export interface Mention {
  readonly name: string;
  /** In UTF-16 units. */
  readonly offset: number;
}

/** What is certain in a part of a template, and the tag that opened it. */
interface Block {
  readonly tag: string;
  readonly outside: ReadonlySet<string>;
  readonly inside: ReadonlySet<string>;
  /** What the branches so far prove where none of them was taken. */
  readonly otherwise: ReadonlySet<string>;
  /** The name whose value a `case` looks at, or that a `for` gives to the items. */
  readonly about?: string;
}

interface Proof {
  readonly yes: ReadonlySet<string>;
  readonly otherwise: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

const TAG_OR_OUTPUT = /\{%-?\s*(?<tag>\w+)(?<rest>.*?)-?%\}|\{\{.*?\}\}/gsu;

/** In these nothing is filled in. */
const UNREAD: ReadonlySet<string> = new Set(["raw", "comment"]);

/** What Liquid takes for empty beside `false`. */
const EMPTY = /^(?:nil|null|blank|empty|false|""|'')$/u;

/** The names that a template shows, outside of any `{% if %}` that asks for them and without a `default`. */
export function uncheckedInTemplate(text: string, results: Results): readonly Mention[] {
  if (!text.includes("{")) return [];
  const found: Mention[] = [];
  let open: readonly Block[] = [];
  let own: ReadonlySet<string> = NOTHING;
  for (const { 0: written, index, groups } of text.matchAll(TAG_OR_OUTPUT)) {
    const tag = groups?.["tag"];
    const rest = groups?.["rest"]?.trim() ?? "";
    const top = open.at(-1);
    if (top !== undefined && UNREAD.has(top.tag) && tag !== `end${top.tag}`) continue;
    const known = top?.inside ?? NOTHING;
    for (const name of shownBy(written, tag, rest)) {
      if (known.has(name) || own.has(name.split(".")[0] ?? "")) continue;
      found.push({ name, offset: index + Math.max(written.indexOf(name), 0) });
    }
    if (tag === "assign" || tag === "capture" || tag === "for")
      own = either(own, new Set([/^\w+/u.exec(rest)?.[0] ?? ""]));
    if (tag !== undefined) open = after(open, tag, rest, known, results);
  }
  return found;
}

/** The blocks that are open after a tag. */
function after(
  open: readonly Block[],
  tag: string,
  rest: string,
  known: ReadonlySet<string>,
  results: Results,
): readonly Block[] {
  const top = open.at(-1);
  const outer = open.slice(0, -1);
  const begin = (about: Partial<Block> = {}): readonly Block[] => [
    ...open,
    { tag, outside: known, inside: known, otherwise: NOTHING, ...about },
  ];
  const branch = ({ yes, otherwise }: Proof): readonly Block[] =>
    top === undefined
      ? open
      : [
          ...outer,
          {
            ...top,
            inside: either(either(top.outside, top.otherwise), yes),
            otherwise: either(top.otherwise, otherwise),
          },
        ];
  if (tag === `end${top?.tag}`) return outer;
  switch (tag) {
    case "if":
    case "unless": {
      const { yes, otherwise } = prove(rest, results);
      const [taken, left] = tag === "if" ? [yes, otherwise] : [otherwise, yes];
      return begin({ inside: either(known, taken), otherwise: left });
    }
    case "for": {
      const list = /\bin\s+(\w+\.\w+)/u.exec(rest)?.[1];
      return begin({ inside: either(known, new Set(list === undefined ? [] : [list])) });
    }
    case "case":
      return begin({ about: rest });
    case "elsif":
      return branch(prove(rest, results));
    case "when":
      return branch(proveWhen(top?.about ?? "", rest, results));
    case "else":
      return branch({ yes: NOTHING, otherwise: NOTHING });
    case "capture":
    case "raw":
    case "comment":
      return begin();
    default:
      return open;
  }
}

/** The names whose values an output or a tag goes on with; one with a `default` has thought of what is empty. */
function shownBy(written: string, tag: string | undefined, rest: string): readonly string[] {
  if (/\|\s*default\b/u.test(written)) return [];
  switch (tag) {
    case undefined:
      return namesInTemplate(written);
    case "echo":
      return namesInTemplate(`{{ ${rest} }}`);
    case "assign":
      return namesInTemplate(`{{ ${rest.replace(/^.*?=/su, "")} }}`);
    case "for":
      // Behind the list stand words of the tag's own: limit, offset, reversed.
      return namesInTemplate(`{{ ${/\bin\s+(\S+)/u.exec(rest)?.[1] ?? "''"} }}`);
    default:
      return [];
  }
}

/** What a condition in a template proves; Liquid joins its parts by `and` and `or`, without brackets. */
function prove(condition: string, results: Results): Proof {
  const parts = condition.split(/\s+(?:and|or)\s+/u).map((part) => proveOne(part.trim(), results));
  const [first = { yes: NOTHING, otherwise: NOTHING }, ...others] = parts;
  const isAnd = !/\sor\s/u.test(condition);
  const isOr = !/\sand\s/u.test(condition);
  return {
    yes: others.map(({ yes }) => yes).reduce(isAnd ? either : both, first.yes),
    otherwise: others.map(({ otherwise }) => otherwise).reduce(isOr ? either : both, first.otherwise),
  };
}

function proveOne(test: string, results: Results): Proof {
  const [, name = "", sign = "", value = ""] =
    /^([a-z]\w*(?:\.\w+)?)\s*(?:(==|!=|<=|>=|<|>|contains)\s*(.*))?$/su.exec(test) ?? [];
  // An empty text is as good as true to Liquid, and what is not in view is one.
  const isHeld = name !== "" && !(sign === "" && IN_VIEW_NAMES.includes(name));
  const held = new Set(isHeld ? [name] : []);
  if (EMPTY.test(value)) {
    if (sign === "!=") return { yes: held, otherwise: NOTHING };
    return { yes: NOTHING, otherwise: sign === "==" ? held : NOTHING };
  }
  if (sign === "!=") return { yes: NOTHING, otherwise: held };
  if (sign === "==" && name.endsWith(".outcome"))
    return { yes: proveWhen(name, value, results).yes, otherwise: NOTHING };
  return { yes: held, otherwise: NOTHING };
}

function proveWhen(name: string, values: string, results: Results): Proof {
  const [result = "", field] = name.split(".");
  const outcomes = [...values.matchAll(/["'](.*?)["']/gu)].map(([, outcome = ""]) => outcome);
  const yes =
    field === "outcome" && results.has(result) ? setByOutcomes(result, outcomes, results) : new Set([name]);
  return { yes, otherwise: NOTHING };
}
