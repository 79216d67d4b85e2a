/** How often something was gone through, when only its bounds are known. */
export interface Span {
  readonly least: number;
  readonly most: number;
}
