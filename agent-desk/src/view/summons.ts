/** What the composer is asked to do from outside; `key` tells one request from the next. */
export interface Summons {
  readonly key: number;
  readonly to: "reply" | "note" | "canned";
}
