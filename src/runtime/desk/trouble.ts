/** What has to work for conversations to come to agents by themselves. */
export type DeskPart = "board" | "assigning" | "taking back";

/** Whether anything fails at present that conversations come to agents by. */
export class Trouble {
  readonly #failing = new Set<DeskPart>();
  readonly #listeners = new Set<(isOn: boolean) => void>();

  get isOn(): boolean {
    return this.#failing.size > 0;
  }

  /** A part tells how its last attempt went. */
  report(part: DeskPart, isFailing: boolean): void {
    const wasOn = this.isOn;
    if (isFailing) this.#failing.add(part);
    else this.#failing.delete(part);
    if (this.isOn !== wasOn) for (const listener of this.#listeners) listener(this.isOn);
  }

  /** Calls back when trouble begins and when it is over. Returns what ends that. */
  listen(listener: (isOn: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
