import { describe, expect, test } from "vitest";
import { words } from "./noting-bot.ts";
import { found, indexOf, indexOfHandoff, inLog, splice } from "./spoil.ts";

describe("finds among the answers", () => {
  test("one that is missing", () => {
    const faults = found((talk) => splice(talk, indexOf(talk, words.pressed), 1));
    expect(faults).toEqual([expect.stringContaining(`${words.press} at`)]);
  });

  test("the last one missing", () => {
    const faults = found((talk) => {
      const at = indexOfHandoff(talk, "returned");
      splice(talk, at, 2);
      talk.stored.state = { phase: "waiting", epoch: 1 };
    });
    expect(faults).toEqual([expect.stringContaining(`${words.bot} at`)]);
  });

  test("one given twice", () => {
    const faults = found((talk) => splice(talk, indexOf(talk, words.pressed), 0, `${words.noted} n1`));
    expect(faults).toEqual([expect.stringMatching(/n1 is answered at 5 and again at \d+/)]);
  });

  test("a button answered twice", () => {
    const faults = found((talk) => splice(talk, indexOf(talk, words.pressed), 0, words.pressed));
    expect(faults).toEqual([expect.stringContaining("answers a press, and nothing is owed")]);
  });

  test("one given before its turn", () => {
    const faults = found((talk) =>
      inLog(talk, (events) => {
        const answer = events[indexOf(talk, `${words.noted} n2`)];
        if (answer !== undefined && "text" in answer.body) answer.body.text = `${words.noted} n3\nn2`;
      }),
    );
    expect(faults).toContainEqual(expect.stringContaining("has to be answered first"));
  });

  test("half of a turn answered", () => {
    const faults = found((talk) =>
      inLog(talk, (events) => {
        const answer = events[indexOf(talk, `${words.noted} n2`)];
        if (answer !== undefined && "text" in answer.body) answer.body.text = `${words.noted} n3`;
      }),
    );
    expect(faults).toContainEqual(expect.stringContaining("n2 at 7 has to be answered first"));
  });

  test("words that answer nothing", () => {
    const faults = found((talk) => splice(talk, indexOf(talk, words.pressed), 0, "出错了"));
    expect(faults).toEqual([expect.stringContaining("which answers nothing")]);
  });

  test("a reminder that rings twice", () => {
    const faults = found((talk) => splice(talk, indexOf(talk, words.rang), 0, words.rang));
    expect(faults).toContainEqual(expect.stringContaining("a reminder rings that is not set"));
  });

  test("a reminder that never rings", () => {
    const faults = found((talk) => {
      const at = indexOf(talk, words.rang);
      splice(talk, at, talk.stored.events.length - at);
      talk.widget.sent = talk.widget.sent.slice(0, 6);
      talk.stored.state = { phase: "bot", epoch: 0 };
    });
    expect(faults).toContainEqual(expect.stringMatching(/the reminder set at \d+ never rings/));
  });

  test("a reminder that a message forgot to call off", () => {
    const faults = found((talk) => splice(talk, indexOf(talk, words.calledOff), 1, `${words.noted} n4`));
    expect(faults).toContainEqual(expect.stringContaining("a reminder is not over"));
  });
});
