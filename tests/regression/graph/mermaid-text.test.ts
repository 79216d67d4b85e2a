import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mermaidName, mermaidText } from "../../../src/regression/graph/mermaid-text.ts";
import { showUnseen } from "../../../src/text/unseen.ts";
import { parseFlowchart } from "./mermaid-grammar.ts";

/** What a reader sees of a node with these texts. */
function shown(...texts: readonly string[]): readonly string[] | undefined {
  return parseFlowchart(`flowchart TD\n  s_a[${mermaidText(...texts)}]`).nodes.get("s_a")?.lines;
}

describe("a text in Mermaid", () => {
  test.each([
    'say "hi"] --> x',
    "end",
    "`code` **bold** _soft_ ~~gone~~",
    "1. a list",
    "- a list",
    "# a heading",
    "<b>bold</b> &amp; <script>alert(1)</script>",
    "#quot; #35; &#35;",
    "https://a.example/?b=c and www.a.example and a@b.example",
    "%%{init: {}}%%",
    "%% a comment",
    "$$x^2$$",
    "fa:fa-car {{ brand }} a|b",
    "style:#red; classDef:#x;",
    "subgraph x; click y; ﬂ°°34¶ß",
    "{{ limit.available | money }} 🙂 1期",
  ])("shows just these characters: %s", (text) => {
    expect(shown(text)).toEqual([text]);
  });

  test("keeps its lines, and shows what is not seen", () => {
    expect(shown("一\n二", "\u202e三")).toEqual(["一", "二", "[U+202E]三"]);
  });

  test("keeps names readable where they are written", () => {
    expect(mermaidText("repay.auto_enable · sign-in")).toBe('"repay.auto_enable · sign-in"');
  });

  test("never holds what Mermaid changes before it reads quotes", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), hostile),
        (text) => {
          const written = mermaidText(text);
          const seen = showUnseen(text)
            .split("\n")
            .map((line) => line.replace(/\s+/gu, " ").trim())
            .filter((line) => line !== "");
          expect(shown(text)).toEqual(seen.length === 0 ? [""] : seen);
          expect(written).not.toMatch(/%%|style.*:\S*#.*;|classDef.*:\S*#.*;/u);
          expect(written).not.toMatch(/^"(?:`|\d+[.)]|[-+*>]|#\s)/u);
        },
      ),
    );
  });
});

/** Pieces that mean something to Mermaid, Markdown or HTML, in any order. */
const hostile = fc
  .array(
    fc.constantFrom(
      "style",
      ":",
      "#",
      ";",
      "%%",
      "{",
      "}",
      '"',
      "`",
      "end",
      "-->",
      "<br/>",
      "]",
      "www.",
      "1.",
      "\n",
    ),
  )
  .map((parts) => parts.join(""));

describe("a name in Mermaid", () => {
  test("differs wherever ids differ", () => {
    const ids = ["a-b", "a.b", "a_b", "a#b", "ab", "a-b.c", "_a", "end", "a:b", "中"];
    expect(new Set(ids.map((id) => mermaidName("s", id))).size).toBe(ids.length);
    for (const id of ids) expect(mermaidName("s", id)).toMatch(/^s_[A-Za-z0-9_]+$/u);
  });
});
