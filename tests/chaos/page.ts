import { setMaxListeners } from "node:events";
import { Manager } from "socket.io-client";

// The widget's own code is under test, and it lives in a browser: here is as much of one as that code looks at. All
// customers of a test process share one window, as tabs share a network.

let page = newPage();
const closedOrigins = new Set<string>();
const lines = new Set<Manager>();

/** Has the widget's code find a window, a document and an address in this process. Doing it again changes nothing. */
export function standInForBrowser(): void {
  const listen: EventTarget["addEventListener"] = (...args) => page.addEventListener(...args);
  const forget: EventTarget["removeEventListener"] = (...args) => page.removeEventListener(...args);
  const document = { visibilityState: "visible", addEventListener: listen, removeEventListener: forget };
  Object.assign(globalThis, {
    addEventListener: listen,
    removeEventListener: forget,
    document,
    location: new URL("http://shop.example/"),
  });
}

function newPage(): EventTarget {
  const fresh = new EventTarget();
  setMaxListeners(0, fresh);
  return fresh;
}

/** The network is back, as the browser says it. */
export function comeOnline(): void {
  page.dispatchEvent(new Event("online"));
}

/** Closes the pages that talk to this origin, and hears nothing of any others: a widget ends with its page only. */
export function closePages(origin: string): void {
  closedOrigins.add(origin);
  page = newPage();
  for (const line of lines) {
    if (!isClosed(line)) continue;
    lines.delete(line);
    line.reconnection(false);
    line._close();
  }
}

const isClosed = (line: Manager) => closedOrigins.has(new URL(uriOf(line)).origin);

/** Where a connection goes; not among its types. */
const uriOf = (line: Manager) => (line as unknown as { uri: string }).uri;

const { open } = Manager.prototype;
Manager.prototype.open = function noted(this: Manager, ...args: Parameters<typeof open>) {
  if (isClosed(this)) return this;
  lines.add(this);
  return open.apply(this, args);
};
Manager.prototype.connect = Manager.prototype.open;
