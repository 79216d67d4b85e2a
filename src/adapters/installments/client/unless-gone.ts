import type { Answer } from "./installments.ts";

/** The answer, or `timeout` as soon as the signal comes. */
export async function unlessGone<Value>(
  answer: Promise<Answer<Value>>,
  signal: AbortSignal,
): Promise<Answer<Value>> {
  if (signal.aborted) return { type: "timeout" };
  let leave = (): void => {};
  const gone = new Promise<Answer<Value>>((resolve) => {
    leave = () => resolve({ type: "timeout" });
    signal.addEventListener("abort", leave, { once: true });
  });
  try {
    return await Promise.race([answer, gone]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
