import { either, proofOfNode, type Results } from "./flow-condition.ts";
import { childrenOf, type Node, nameOf, namesUnder, parseExpression, valuesOf } from "./flow-expression.ts";

const NOTHING: ReadonlySet<string> = new Set();

/**
 * The names that an expression reads without asking whether they hold anything. To compare one with a value that is
 * written out is to ask: what is empty equals no value.
 */
export function uncheckedIn(source: string, results: Results): readonly string[] {
  return [...new Set(unchecked(parseExpression(source), NOTHING, results))];
}

function unchecked(node: Node, known: ReadonlySet<string>, results: Results): readonly string[] {
  const name = nameOf(node);
  if (name !== undefined) return known.has(name) ? [] : [name];
  switch (node.op) {
    case "&&":
    case "||": {
      const [one, other] = node.args;
      const proven = (side: Node) => proofOfNode(side, results)[node.op === "&&" ? "yes" : "otherwise"];
      // What comes second is spared where the first fails – and the other way round, if the second asks.
      const read = unchecked(other, known, results);
      const asked = [...proven(other)].filter((held) => !read.includes(held));
      return [
        ...unchecked(one, either(known, new Set(asked)), results),
        ...unchecked(other, either(known, proven(one)), results),
      ];
    }
    case "?:": {
      const [test, one, other] = node.args;
      const { yes, no } = proofOfNode(test, results);
      return [
        ...unchecked(test, known, results),
        ...unchecked(one, either(known, yes), results),
        ...unchecked(other, either(known, no), results),
      ];
    }
    case "==":
    case "in":
      if (asks(node)) return [];
      break;
    case "!=":
      // What is empty differs from every value, which is seldom meant.
      if (asks(node) && (valuesOf(node.args[1]) ?? valuesOf(node.args[0]))?.includes(null) === true)
        return [];
      break;
    case "call":
      // An empty slot is there all the same.
      if (node.args[0] === "has")
        return namesUnder(node).filter((held) => held.startsWith("slots.") && !known.has(held));
  }
  return childrenOf(node).flatMap((child) => unchecked(child, known, results));
}

function asks({ op, args: [left, right] }: Extract<Node, { op: "==" | "!=" | "in" }>): boolean {
  return (
    (nameOf(left) !== undefined && valuesOf(right) !== undefined) ||
    (op !== "in" && nameOf(right) !== undefined && valuesOf(left) !== undefined)
  );
}
