/**
 * @typedef {import("../src/fenqi.ts").Fenqi} Fenqi
 * @typedef {import("./index.d.ts").LoadOptions} LoadOptions
 */

/** What becomes a `data-` attribute of the script. */
const SETTINGS = /** @type {const} */ (["locale", "color", "scheme", "text", "name"]);

/** @type {Map<string, Promise<Fenqi>>} */
const loading = new Map();

/**
 * Puts the widget onto the page, or finds it there.
 *
 * @param {LoadOptions} options
 * @returns {Promise<Fenqi>}
 */
export async function load(options) {
  if (typeof document === "undefined")
    throw new Error("@fenqi/widget: there is no page here; call load() in the browser.");
  const { name = "Fenqi", origin } = options;
  const address = addressOf(origin);
  const there = widgetAt(name);
  if (there !== undefined) return there;
  const begun = loading.get(name);
  if (begun !== undefined) return begun;
  const fetched = insert(address, options).finally(() => loading.delete(name));
  loading.set(name, fetched);
  return fetched;
}

/**
 * @param {string} address
 * @param {LoadOptions} options
 * @returns {Promise<Fenqi>}
 */
async function insert(address, options) {
  const { name = "Fenqi", integrity, nonce } = options;
  const script = document.createElement("script");
  for (const setting of SETTINGS) {
    const value = options[setting];
    if (value !== undefined) script.dataset[setting] = value;
  }
  script.crossOrigin = "anonymous";
  if (integrity !== undefined) script.integrity = integrity;
  if (nonce !== undefined) script.nonce = nonce;
  // A page that enforces Trusted Types takes the address from a policy only, which its own policy has to allow.
  const policy = Reflect.get(globalThis, "trustedTypes")?.createPolicy("fenqi", {
    createScriptURL: (/** @type {string} */ text) => text,
  });
  Reflect.set(script, "src", policy?.createScriptURL(address) ?? address);
  await new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () =>
      reject(
        new Error(`@fenqi/widget: ${address} cannot be loaded, or the page's policy does not allow it.`),
      ),
    );
    document.head.append(script);
  }).finally(() => script.remove());
  const widget = widgetAt(name);
  if (widget === undefined)
    throw new Error(`@fenqi/widget: ${address} ran, and left no widget at window.${name}.`);
  return widget;
}

/** @param {unknown} origin */
function addressOf(origin) {
  if (typeof origin !== "string" || !/^https?:\/\/[^/]+\/?$/u.test(origin))
    throw new TypeError(
      '@fenqi/widget: load() takes the origin of the chat server, such as "https://chat.example".',
    );
  return new URL("/widget.js", origin).href;
}

/**
 * A list that stands there holds the calls from before the script; it is no widget yet.
 *
 * @param {string} name
 * @returns {Fenqi | undefined}
 */
function widgetAt(name) {
  const found = Reflect.get(globalThis, name);
  return typeof found?.open === "function" ? found : undefined;
}
