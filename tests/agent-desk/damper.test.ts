import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDamper } from "../../agent-desk/src/model/damper.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A damper, and when it showed something and when no more, in milliseconds from now. */
function damper() {
  const start = Date.now();
  const shown: [at: number, isShown: boolean][] = [];
  return { ...createDamper((isShown) => void shown.push([Date.now() - start, isShown])), shown };
}

const pass = (ms: number) => void vi.advanceTimersByTime(ms);

test("what is over within two seconds is never shown", () => {
  const { tell, shown } = damper();
  for (let times = 0; times < 5; times += 1) {
    tell(true);
    pass(1_999);
    tell(false);
    pass(1_000);
  }
  pass(10_000);
  expect(shown).toEqual([]);
});

test("what lasts is shown after two seconds, however often it is told", () => {
  const { tell, shown } = damper();
  tell(true);
  pass(1_500);
  tell(true);
  pass(500);
  expect(shown).toEqual([[2_000, true]]);
});

test("what is shown stays for three seconds, and goes at once when it was there for longer", () => {
  const { tell, shown } = damper();
  tell(true);
  pass(2_100);
  tell(false);
  pass(10_000);
  tell(true);
  pass(9_000);
  tell(false);
  pass(1);
  expect(shown).toEqual([
    [2_000, true],
    [5_000, false],
    [14_100, true],
    [21_100, false],
  ]);
});

test("what comes back before it is gone stays, without a flicker", () => {
  const { tell, shown } = damper();
  tell(true);
  pass(2_500);
  tell(false);
  pass(1_000);
  tell(true);
  pass(20_000);
  expect(shown).toEqual([[2_000, true]]);
});

test("once stopped it shows nothing more", () => {
  const { tell, stop, shown } = damper();
  tell(true);
  stop();
  pass(20_000);
  expect(shown).toEqual([]);
});
