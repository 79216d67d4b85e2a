import type { HostContext } from "./ports.ts";

/** What a client tells of where the customer is; undefined when it tells nothing. What is empty is not known. */
export function hostContext({
  page,
  order,
}: {
  readonly page?: string | undefined;
  readonly order?: string | undefined;
}): HostContext | undefined {
  if (page === undefined && order === undefined) return undefined;
  return { ...(page && { page }), ...(order && { order }) };
}
