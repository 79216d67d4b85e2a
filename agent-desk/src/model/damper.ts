/** Shows what lasts, and lets what is shown be read. */
export interface Damper {
  /** Whether it is so at this moment; may be said as often as it is known. */
  tell(isSo: boolean): void;
  /** Shows nothing more. */
  stop(): void;
}

/** A server that is restarted has its database back by then; nobody has to do anything about it. */
const LASTS_MS = 2_000;
/** As long as it takes to read a line that has just appeared. */
const READ_MS = 3_000;

/** @param show called with every change of what is to be shown; at first nothing is */
export function createDamper(show: (isShown: boolean) => void): Damper {
  let isSo = false;
  let isShown = false;
  let shownAt = 0;
  let next: ReturnType<typeof setTimeout> | undefined;

  function change(): void {
    next = undefined;
    isShown = isSo;
    shownAt = Date.now();
    show(isShown);
  }

  return {
    tell(isSoNow) {
      if (isSoNow === isSo) return;
      isSo = isSoNow;
      clearTimeout(next);
      if (isSo === isShown) return;
      next = setTimeout(change, isSo ? LASTS_MS : Math.max(shownAt + READ_MS - Date.now(), 0));
    },
    stop: () => clearTimeout(next),
  };
}
