/**
 * The house's own lint rules, for what no stock rule of oxlint covers. `.oxlintrc.json` loads them as `house/…`.
 *
 * @typedef {{ report(finding: { node: object, message: string }): void }} Context
 * @typedef {{ type: string, name?: string, value?: unknown }} Key
 * @typedef {{ callee: Key, arguments: readonly unknown[] }} Call
 */

/** What turns a string into markup. A customer's text must never reach one of them. */
const HTML_SINKS = new Set([
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "dangerouslySetInnerHTML",
  "srcdoc",
  "setHTMLUnsafe",
  "parseHTMLUnsafe",
  "createContextualFragment",
]);

/** Text is shown as text: no member, object key or JSX attribute that the browser would parse as HTML. */
const noHtmlSink = {
  /** @param {Context} context */
  create(context) {
    /** @param {Key} key @param {boolean} computed */
    function check(key, computed) {
      const name = keyName(key, computed);
      if (!HTML_SINKS.has(name)) return;
      context.report({
        node: key,
        message: `"${name}" parses its text as HTML; build nodes or set textContent.`,
      });
    }
    return {
      /** @param {{ property: Key, computed: boolean }} node */
      MemberExpression: (node) => check(node.property, node.computed),
      /** @param {{ key: Key, computed: boolean }} node */
      Property: (node) => check(node.key, node.computed),
      /** @param {{ name: Key }} node */
      JSXAttribute: (node) => check(node.name, false),
    };
  },
};

/** A date is made from a value that came in, never from the machine's clock. */
const noAmbientDate = {
  /** @param {Context} context */
  create(context) {
    /** @param {Call} node */
    function check(node) {
      const isDate = node.callee.type === "Identifier" && node.callee.name === "Date";
      if (!isDate || node.arguments.length > 0) return;
      context.report({ node, message: "This reads the machine's clock; take the time as a parameter." });
    }
    return { NewExpression: check, CallExpression: check };
  },
};

/** @param {Key} key @param {boolean} computed */
function keyName(key, computed) {
  if (key.type === "Literal") return String(key.value);
  return computed || key.name === undefined ? "" : key.name;
}

export default {
  meta: { name: "house" },
  rules: { "no-html-sink": noHtmlSink, "no-ambient-date": noAmbientDate },
};
