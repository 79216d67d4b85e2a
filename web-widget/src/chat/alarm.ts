/** Rings once, `ms` after it was set; setting it while it runs changes nothing. */
export interface Alarm {
  set(): void;
  clear(): void;
}

export function createAlarm(ms: number, ring: () => void): Alarm {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    set() {
      timer ??= setTimeout(() => {
        timer = undefined;
        ring();
      }, ms);
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
