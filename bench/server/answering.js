/**
 * Answers what the parent process asks over Node's channel; see processes.js.
 *
 * @param {Readonly<Record<string, (question: any) => unknown>>} answers by the question's `what`
 */
export function answerParent(answers) {
  process.on("message", (/** @type {any} */ { number, question }) => {
    const answer =
      answers[question.what] ?? (() => Promise.reject(new Error(`Nobody knows ${question.what}.`)));
    Promise.resolve()
      .then(() => answer(question))
      .then(
        (found) => process.send?.({ number, answer: found ?? null }),
        (error) => process.send?.({ number, error: error instanceof Error ? error.message : String(error) }),
      );
  });
  // Nobody is left to be measured for.
  process.once("disconnect", () => process.exit());
}
