/**
 * Keeps the result for the text asked for last: in one turn the same text is asked for several times over.
 *
 * @param work depends on the text alone
 */
export function rememberLast<Result>(work: (text: string) => Result): (text: string) => Result {
  let known: { readonly text: string; readonly result: Result } | undefined;
  return (text) => {
    if (known?.text !== text) known = { text, result: work(text) };
    return known.result;
  };
}
