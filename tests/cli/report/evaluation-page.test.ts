import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { evaluationPage } from "../../../src/cli/report/evaluation-page.ts";
import { type Prediction, summarize } from "../../../src/nlu/index.ts";
import { between, rowsOf, textOf } from "./page-text.ts";

const facts = [["questions", "shop.jsonl"]] as const;

/** Ten questions: four of refund (one rejected), four of repay.how (two mistaken, one of them allowed), two of none. */
const page = pageOf([
  ...Array.from({ length: 3 }, () => prediction("refund", ["refund"], 0.95)),
  prediction("refund", ["none", "refund"], 0.35),
  ...Array.from({ length: 2 }, () => prediction("repay.how", ["repay.how"], 0.85)),
  prediction("repay.how", ["refund", "repay.how"], 0.93),
  prediction("repay.how", ["refund"], 0.55, { also: ["refund"] }),
  prediction("none", ["none"], 0.75),
  prediction("none", ["repay.how"], 0.65),
]);

describe("the page of an evaluation", () => {
  test("starts with what came out, of what, and the key figures", () => {
    const text = textOf(page);
    expect(text).toContain("7 of 10 questions were understood rightly, 3 were not.");
    expect(text).toContain("shop.jsonl");
    const tiles = [...page.matchAll(/class="label">(.*?)<\/span><b>(.*?)<\/b>/gu)].map(
      ([, label, figure]) => `${label} ${figure}`,
    );
    expect(tiles.slice(0, 5)).toEqual([
      "Understood 70.0%",
      "Understood, in scope 75.0%",
      "Right among the top two 100.0%",
      "Turned away wrongly 12.5%",
      "Out of scope, recognised 50.0%",
    ]);
  });

  test("has a row for every label and a column for what it was taken for, none last", () => {
    const matrix = between(page, 'aria-label="Confusion matrix"', "</table>");
    expect(rowsOf(matrix)).toEqual([
      ["labelled ↓taken for →", "refund", "repay.how", "none", "all"],
      ["refund", "3", "", "1", "4"],
      ["repay.how", "2", "2", "", "4"],
      ["none", "", "1", "1", "2"],
    ]);
  });

  test("tells mistakes in the matrix from what the label also allows", () => {
    expect(page).toContain('<td class="own d8" title="refund taken for refund: 3 of 4 (75.0%)">3</td>');
    expect(page).toContain(
      '<td class="miss d3" title="repay.how taken for refund: 2 of 4 (50.0%); the label allows 1 of them">2</td>',
    );
    const allowed = pageOf([prediction("repay.how", ["refund"], 0.5, { also: ["refund"] })]);
    expect(allowed).toContain('<td class="fine" title="repay.how taken for refund: 1 of 1');
  });

  test("lists the intents by F1, the weakest first", () => {
    const table = between(page, "<h2>Intent by intent</h2>", "</section>");
    expect(rowsOf(table)).toEqual([
      ["intent", "questions", "F1", "precision", "recall", "most often mistaken for"],
      ["none", "2", "50.0%", "50.0%", "50.0%", "repay.how (1)"],
      ["repay.how", "4", "57.1%", "66.7%", "50.0%", "refund (1)"],
      ["refund", "4", "66.7%", "60.0%", "75.0%", "none (1)"],
    ]);
  });

  test("shows the questions of a confusion with what was expected and how sure the bot was", () => {
    const confusions = between(page, "<h2>Worst confusions</h2>", "</section>");
    const items = [...confusions.matchAll(/<li>(.*?)<\/li>/gsu)].map(([, item = ""]) => textOf(item));
    expect(items).toContain(
      "repay.how?\nexpected repay.how · taken for refund · confidence 93.0% · second guess repay.how, which would be right",
    );
    expect(items).toHaveLength(3);
  });

  test("puts the mistake nobody would doubt first among the surest", () => {
    const surest = between(page, "<h2>Surest mistakes</h2>", "</section>");
    const confidences = [...surest.matchAll(/number">([\d.]+)%/gu)].map(([, share]) => Number(share));
    expect(confidences).toEqual([93, 65, 35]);
  });

  test("draws every confidence that was given, at its height", () => {
    const section = between(page, "<h2>Can confidences be believed?</h2>", "</section>");
    expect(rowsOf(section).filter(([, n]) => n !== "0")).toEqual([
      ["confidence", "questions", "mean confidence", "were right"],
      ["30–40%", "1", "35.0%", "0.0%"],
      ["50–60%", "1", "55.0%", "100.0%"],
      ["60–70%", "1", "65.0%", "0.0%"],
      ["70–80%", "1", "75.0%", "100.0%"],
      ["80–90%", "2", "85.0%", "100.0%"],
      ["90–100%", "4", "94.5%", "75.0%"],
    ]);
    expect(section.match(/<rect class="truth few"/gu)).toHaveLength(6);
    const [, heightOfLast] =
      /90–100%: 4 questions, 94.5% confident.*?height="([\d.]+)"/su.exec(section) ?? [];
    const [, heightOfFull] = /50–60%: 1 question, 55.0% confident.*?height="([\d.]+)"/su.exec(section) ?? [];
    expect(Number(heightOfLast) / Number(heightOfFull)).toBeCloseTo(0.75, 2);
    expect(textOf(section)).toContain("too sure: it is right less often than it says");
  });

  test("has no tile for what was not measured", () => {
    const inScope = pageOf([prediction("refund", ["refund"], 0.9)]);
    expect(inScope).not.toContain("Out of scope, recognised");
    expect(textOf(inScope)).toContain("Nothing was confused.");
  });

  test("of no questions is still a page", () => {
    expect(textOf(pageOf([]))).toContain("0 of 0 questions were understood rightly");
  });
});

describe("whatever customers write, the page", () => {
  const nasty = `<script>alert(1)</script>"'&amp; \u202Egnp.exe\u0000\ud800\u2028`;
  const shown = pageOf([
    prediction("<b>bold</b>", ['" onload="x'], 0.9, { text: nasty, also: ["</style>"] }),
  ]);

  test("shows as text", () => {
    expect(shown).not.toMatch(/<script|<b>bold|onload="x"/u);
    expect(shown.match(/<\/style>/gu)).toHaveLength(1);
    expect(textOf(shown)).toContain(`<script>alert(1)</script>"'&amp; `);
  });

  test("spells out signs that are not seen but change what is", () => {
    expect(shown).toContain("[U+202E]gnp.exe[U+0000][U+D800][U+2028]");
    expect(shown).not.toMatch(/[\p{Bidi_Control}\0\u2028]|\p{Cs}/u);
  });

  test("cuts where a text is a whole paste", () => {
    const long = pageOf([prediction("refund", ["none"], 0.5, { text: "退".repeat(5000) })]);
    expect(long).toContain(`lang="zh">${"退".repeat(300)}…<`);
    expect(long).not.toContain("退".repeat(301));
  });

  test("says when it was nothing", () => {
    expect(textOf(pageOf([prediction("refund", ["none"], 0, { text: " " })]))).toContain("an empty text");
  });
});

test("a page needs nothing beside it and may run nothing", () => {
  const [, styles = ""] = /<style>(.*?)<\/style>/su.exec(page) ?? [];
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(page) ?? [];
  const digest = createHash("sha256").update(styles).digest("base64");
  expect(textOf(policy)).toBe(
    `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`,
  );
  expect(page).not.toMatch(
    /<(script|link|img|iframe|base|form)\b|\bstyle="|\bon\w+="|url\(|@import|https?:/u,
  );
});

describe("where there is much, the page stays readable:", () => {
  const intents = Array.from({ length: 60 }, (_, place) => `intent.${String(place).padStart(2, "0")}`);
  /** Every intent once right, and intents 0 to 49 mistaken for the next one as often as their number. */
  const many = pageOf(
    intents.flatMap((intent, place) => [
      prediction(intent, [intent], 0.9),
      ...Array.from({ length: place < 50 ? place : 0 }, (_, time) =>
        prediction(intent, [intents[place + 1] ?? ""], 0.6, { text: `${intent} ${time}` }),
      ),
    ]),
  );

  test("the matrix has the forty intents that are confused most, and tells how many it leaves out", () => {
    const [head = [], ...rows] = rowsOf(between(many, 'aria-label="Confusion matrix"', "</table>"));
    expect(rows).toHaveLength(40);
    expect(head).toHaveLength(1 + 40 + 1 + 1);
    expect(head.at(-2)).toBe("left out");
    expect(textOf(many)).toContain("Of 60 intents, the 40 that are confused most are shown; the other 20");
  });

  test("no question is lost from a row of the matrix", () => {
    const [, ...rows] = rowsOf(between(many, 'aria-label="Confusion matrix"', "</table>"));
    for (const [name = "", ...cells] of rows) {
      const numbers = cells.map(Number);
      const total = numbers.pop();
      expect(`${name} ${numbers.reduce((sum, n) => sum + n, 0)}`).toBe(`${name} ${total}`);
    }
  });

  test("twenty questions stand under a confusion, and twenty-five confusions", () => {
    const confusions = between(many, "<h2>Worst confusions</h2>", "</section>");
    const [first = ""] = confusions.split("</details>");
    expect(textOf(first)).toContain("49 × intent.49 taken for intent.50");
    expect(first.match(/<li>/gu)).toHaveLength(20);
    expect(textOf(first)).toContain("and 29 more questions; --json lists them all.");
    expect(confusions.match(/<details/gu)).toHaveLength(25);
    expect(textOf(confusions)).toContain("and 24 more pairs with 300 questions; --json lists them all.");
  });

  test("intents beyond the fiftieth are folded away", () => {
    const table = between(many, "<h2>Intent by intent</h2>", "</section>");
    expect(textOf(table)).toContain("The 10 strongest intents");
    expect(rowsOf(table)).toHaveLength(60 + 2);
  });
});

function pageOf(predictions: readonly Prediction[]): string {
  return evaluationPage({ title: "A small shop", facts, evaluation: summarize(predictions) });
}

function prediction(
  intent: string,
  names: readonly string[],
  confidence: number,
  { text = `${intent}?`, also }: { readonly text?: string; readonly also?: readonly string[] } = {},
): Prediction {
  const row = also === undefined ? { text, intent } : { text, intent, also };
  return { row, names, confidence, latencyMs: 1 };
}
