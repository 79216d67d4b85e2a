// The command line as the build made it, with the types of the sources.
const BUILT = new URL("../../dist/server/", import.meta.url).href;

/** @type {typeof import("../../src/cli/program.ts")} */
export const { createProgram } = await import(`${BUILT}cli/program.js`);
/** @type {typeof import("../../src/cli/recordings.ts")} */
export const { recordedByTests, recordedIn } = await import(`${BUILT}cli/recordings.js`);
/** @type {typeof import("../../src/cli/workspace.ts")} */
export const { publication } = await import(`${BUILT}cli/workspace.js`);
/** @type {typeof import("../../src/regression/replay/behaviour-diff.ts")} */
export const { behaviourDiff } = await import(`${BUILT}regression/replay/behaviour-diff.js`);
