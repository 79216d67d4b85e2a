/** What was reached, and what was not. The page's styles know both for light and for dark. */
export const GOOD = "rgb(var(--good))";
export const BAD = "rgb(var(--bad))";
