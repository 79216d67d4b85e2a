import { Document, isMap, isScalar, isSeq, type Node, visit } from "yaml";

/** Longer than this does not stand on one line. */
const LINE = 100;

/**
 * A value as a file that people go on editing: blocks, and short texts and lists on one line, as in the bot's own files.
 *
 * @param remark stands above everything, as a comment
 */
export function contentYaml(value: unknown, remark?: string): string {
  const document = new Document(value, { version: "1.2", schema: "core", aliasDuplicateObjects: false });
  if (remark !== undefined) document.commentBefore = ` ${remark.replaceAll("\n", "\n ")}`;
  visit(document, {
    Collection(key, node) {
      if (isShort(node) && key !== null) node.flow = true;
    },
  });
  return writtenYaml(document);
}

/** A document as text, with no line broken. */
export function writtenYaml(document: Document): string {
  // In brackets "[a, b]" has no padding, and "{ a: b }" has; the library knows one choice for both.
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

/** Texts in two languages and lists of plain words, if they fit on a line. */
function isShort(node: Node): boolean {
  if (isMap(node)) {
    const keys = node.items.map(({ key }) => (isScalar(key) ? String(key.value) : ""));
    const isLocalized = keys.every((key) => key === "zh" || key === "en");
    return isLocalized && node.items.every(({ value }) => isScalar(value)) && isPlain(node);
  }
  return (
    isSeq(node) &&
    node.items.length > 0 &&
    node.items.length <= 6 &&
    node.items.every(isScalar) &&
    isPlain(node)
  );
}

function isPlain(node: Node): boolean {
  let width = 0;
  let isOneLine = true;
  visit(node, {
    Scalar(_key, { value }) {
      const text = String(value);
      if (text.includes("\n")) isOneLine = false;
      // A Chinese character is as wide as two letters.
      for (const character of text) width += character > "ÿ" ? 2 : 1;
      width += 2;
    },
  });
  return isOneLine && width <= LINE;
}
