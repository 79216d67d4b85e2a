/** The windows that the desk can open. */
export type DialogName =
  | "transfer"
  | "handBack"
  | "snooze"
  | "resolve"
  | "block"
  | "tags"
  | "search"
  | "help";

/** What every form of a dialog gets. */
export interface FormProps {
  readonly id: string;
  readonly onDone: () => void;
}
