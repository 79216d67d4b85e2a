/**
 * Gathers what is asked for within one tick of the event loop.
 *
 * @returns what has `run` called once after this tick, however often it is asked
 */
export function atTickEnd(run: () => void): () => void {
  let isAsked = false;
  return () => {
    if (isAsked) return;
    isAsked = true;
    setImmediate(() => {
      isAsked = false;
      run();
    });
  };
}
