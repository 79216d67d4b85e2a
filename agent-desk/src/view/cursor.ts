/** The row that the keys have walked to. */
export interface Cursor {
  readonly id?: string;
  /** It goes along with the keys; what was opened in another way leaves the focus where it is. */
  readonly hasFocus?: boolean;
}
