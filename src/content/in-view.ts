/** What the customer has before their eyes in the host app: the page, and the number of an order. "" is what is not known. */
export interface InView {
  readonly page: string;
  readonly order: string;
}

export const nothingInView: InView = { page: "", order: "" };

/** What texts and conditions may name of it. */
export const IN_VIEW_NAMES: readonly string[] = ["context.page", "context.order"];
