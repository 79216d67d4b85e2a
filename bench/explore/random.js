/**
 * Measures how much of what random customers come to was walked by `fenqi explore`, on the project's own bot:
 * `node bench/explore/random.js`, after a build. What was not, the walk takes for the same as something else.
 */
import { BUILT, loadBot, PROJECT, readContent } from "./built.js";

/** @type {typeof import("../../src/conversation/state.ts")} */
const { newConversation } = await import(`${BUILT}conversation/state.js`);
/** @type {typeof import("../../src/conversation/transition.ts")} */
const { transition } = await import(`${BUILT}conversation/transition.js`);
/** @type {typeof import("../../src/regression/explore/happenings.ts")} */
const { happenings } = await import(`${BUILT}regression/explore/happenings.js`);
/** @type {typeof import("../../src/regression/explore/state-key.ts")} */
const { stateKeys } = await import(`${BUILT}regression/explore/state-key.js`);
/** @type {typeof import("../../src/regression/explore/surroundings.ts")} */
const { surroundingsOf } = await import(`${BUILT}regression/explore/surroundings.js`);
/** @type {typeof import("../../src/regression/explore/turn-laws.ts")} */
const { breachesOfTurn } = await import(`${BUILT}regression/explore/turn-laws.js`);
/** @type {typeof import("../../src/regression/explore/walk.ts")} */
const { Walk } = await import(`${BUILT}regression/explore/walk.js`);
/** @type {typeof import("../../src/regression/explore/world.ts")} */
const { worldOf } = await import(`${BUILT}regression/explore/world.js`);

const CONVERSATIONS = 3000;
const LENGTH = 30;

const loaded = loadBot(await readContent(PROJECT));
if (!("bot" in loaded)) throw new Error("The content has errors; fenqi lint lists them.");
const { bot } = loaded;
const keyOf = stateKeys(bot, 2);
const random = generator(7);
for (const surroundings of surroundingsOf(bot)) {
  const world = worldOf(bot, surroundings);
  const walk = new Walk(world, keyOf, new Set(), { maxStates: 1e6, depth: 2, isTimeUp: () => false });
  walk.go();
  const walked = walk.graph.nodes.length;
  let steps = 0;
  let unknown = 0;
  /** @type {Set<string>} */
  const broken = new Set();
  for (let count = 0; count < CONVERSATIONS; count++) {
    /** @type {import("../../src/regression/explore/graph.ts").Node} */
    let node = { id: 0, state: newConversation(surroundings.language), buttons: [] };
    for (let step = 0; step < LENGTH; step++) {
      const possible = happenings(world, node);
      const happening = possible[Math.floor(random() * possible.length)];
      if (happening === undefined) break;
      const after = transition(world.bot, node.state, happening.event, surroundings);
      const path = { happening, ...(node.path === undefined ? {} : { before: node.path }) };
      for (const { law, step: place } of breachesOfTurn(world, node.state, path, after))
        broken.add(`${law} ${place}`);
      const call = after.call === undefined ? {} : { call: after.call };
      const next = { id: 0, state: after.state, path, buttons: [], ...call };
      if (!walk.graph.has(keyOf(after.state, after.call))) unknown += 1;
      node = next;
      steps += 1;
    }
  }
  const share = ((100 * (steps - unknown)) / steps).toFixed(2);
  console.log(
    `${JSON.stringify(surroundings)}: ${walked} states; ${share} % of ${steps} random steps in them;`,
  );
  console.log(`  laws broken on the way: ${[...broken].join(", ") || "none"}`);
}

/** @param {number} seed */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
