import { describe, expect, test } from "vitest";
import { violations } from "./checker.ts";
import { words } from "./noting-bot.ts";
import { goodRun } from "./sample-evidence.ts";
import { found, indexOf, indexOfHandoff, inLog, splice, type Talk } from "./spoil.ts";

test("has nothing to say against a run in which all went well", () => {
  expect(violations(goodRun())).toEqual([]);
});

describe("finds in the log", () => {
  test("an acknowledged message that is missing", () => {
    const faults = found((talk) => splice(talk, indexOf(talk, "n5"), 1));
    expect(faults).toContainEqual(expect.stringContaining('"n5" was acknowledged and is lost'));
  });

  test("a message that never came through", () => {
    const faults = found((talk) => {
      splice(talk, indexOf(talk, "n5"), 1);
      for (const one of talk.widget.sent) {
        if (one.item.type === "text" && one.item.text === "n5") one.status = "sending";
      }
    });
    expect(faults).toEqual([expect.stringContaining('"n5" never came through')]);
  });

  test("a message that was refused", () => {
    const faults = found((talk) => {
      for (const one of talk.widget.sent.slice(0, 1)) one.status = "refused";
    });
    expect(faults).toEqual([expect.stringContaining(`"${words.begin}" was refused`)]);
  });

  test("a message that was changed", () => {
    const faults = found((talk) =>
      inLog(talk, (events) => {
        for (const event of events) {
          if (event.body.type === "text" && event.body.text === "n5") event.body.text = "n55";
        }
      }),
    );
    expect(faults).toEqual([expect.stringContaining('"n5" is stored as')]);
  });

  test("a message that is there twice", () => {
    const faults = found((talk) =>
      inLog(talk, (events) => {
        const copy = structuredClone(events[indexOf(talk, "n5")]);
        if (copy !== undefined) events.push({ ...copy, id: "other", seq: events.length + 1 });
      }),
    );
    expect(faults).toContainEqual(expect.stringContaining("the same message is stored at"));
  });

  test("an event that is there twice", () => {
    const faults = found((talk) =>
      inLog(talk, (events) => {
        for (const event of events.slice(-1)) event.id = events[0]?.id ?? "";
      }),
    );
    expect(faults).toEqual([expect.stringContaining("the same event is stored at 1 and")]);
  });

  test("a seq that is left out", () => {
    const faults = found((talk) =>
      inLog(talk, (events) => {
        for (const event of events.slice(-1)) event.seq += 1;
      }),
    );
    expect(faults).toContainEqual(expect.stringMatching(/the log has \d+ where \d+ should be/));
  });

  test("a row that counts otherwise than the log", () => {
    const faults = found((talk) => {
      talk.stored.last += 1;
    });
    expect(faults).toEqual([expect.stringContaining("the row says the log ends at")]);
  });

  test("messages in another order than they were sent in", () => {
    const faults = found((talk) => {
      const [first, second, ...rest] = talk.widget.sent;
      if (first !== undefined && second !== undefined) talk.widget.sent = [second, first, ...rest];
    });
    expect(faults).toEqual([expect.stringContaining("is stored before what was sent before it")]);
  });

  test("what nobody has sent", () => {
    const faults = found((talk) => {
      talk.widget.sent = talk.widget.sent.filter(({ item }) => item.type !== "human");
    });
    expect(faults).toEqual([expect.stringContaining("nobody sent what is stored at")]);
  });

  test("a turn that is still owed", () => {
    const faults = found((talk) => {
      talk.stored.isOwed = true;
    });
    expect(faults).toEqual([expect.stringContaining("a turn is still owed")]);
  });

  test("a rating that was acknowledged at another place", () => {
    const faults = found((talk) => {
      for (const rating of talk.viewers[0]?.acked ?? []) rating.seq -= 1;
    });
    expect(faults).toEqual([expect.stringMatching(/acknowledged at \d+ and is stored at \d+/)]);
  });

  test("a rating that was acknowledged and is lost", () => {
    const faults = found((talk) => {
      for (const rating of talk.viewers[0]?.acked ?? []) rating.cid = "another";
    });
    expect(faults).toEqual([expect.stringMatching(/acknowledged at \d+ and is lost/)]);
  });
});

describe("finds among those who look on", () => {
  test.each([
    ["the widget", (talk: Talk) => talk.widget.shown],
    ["another window", (talk: Talk) => talk.viewers[0]?.pushed ?? []],
    ["who connects now", (talk: Talk) => talk.fetched],
  ])("%s that misses an event, has one twice, or in another order", (_, seenBy) => {
    const missing = found((talk) => void seenBy(talk).splice(3, 1));
    const end = found((talk) => void seenBy(talk).pop());
    const twice = found((talk) => void seenBy(talk).splice(3, 0, ...seenBy(talk).slice(3, 4)));
    const more = found((talk) => void seenBy(talk).push(...seenBy(talk).slice(-1)));
    const swapped = found((talk) => void seenBy(talk).splice(3, 0, ...seenBy(talk).splice(4, 1)));
    for (const faults of [missing, end, twice, more, swapped]) {
      expect(faults).toEqual([expect.stringMatching(/ sees .*the log/)]);
    }
  });

  test("a push that did not follow the last one", () => {
    const faults = found((talk) => {
      talk.viewers[0]?.complaints.push("Li's other window was pushed 7 after 5");
    });
    expect(faults).toEqual([expect.stringContaining("was pushed 7 after 5")]);
  });
});

describe("finds of owners", () => {
  test("a bot that speaks while a person is wanted", () => {
    const faults = found((talk) => splice(talk, indexOf(talk, "n5") + 1, 0, words.next));
    expect(faults).toEqual([expect.stringContaining("the bot speaks at")]);
  });

  test("a bot that comforts a customer later, in a turn of its own", () => {
    const faults = found((talk) => splice(talk, indexOf(talk, "n5") + 1, 0, words.waiting));
    expect(faults).toEqual([expect.stringContaining("the bot speaks at")]);
  });

  test("a person asked for twice", () => {
    const faults = found((talk) =>
      inLog(talk, (events) => {
        const back = events[indexOfHandoff(talk, "returned")];
        if (back?.body.type === "handoff") back.body.status = "requested";
      }),
    );
    expect(faults).toContainEqual(expect.stringContaining("requested at"));
  });

  test("an epoch that stood still", () => {
    const faults = found((talk) => {
      talk.stored.state.epoch = 1;
    });
    expect(faults).toEqual([expect.stringContaining("the epoch is 1 after 2 changes of owner")]);
  });

  test("a state with another owner than the log", () => {
    const faults = found((talk) => {
      talk.stored.state.phase = "waiting";
    });
    expect(faults).toEqual([expect.stringContaining("the state has the owner waiting")]);
  });
});
