import type { Bus } from "../../runtime/bus.ts";

/**
 * The bus of a server without Redis: it carries nothing and hears nobody. Whether others share the store, only the store
 * can tell.
 */
export const noBus: Bus = {
  isUp: false,
  peers: 0,
  publish() {},
  watch() {},
  unwatch() {},
  listen() {},
  close: () => Promise.resolve(),
};
