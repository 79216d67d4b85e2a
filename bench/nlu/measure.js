/**
 * Measures one thing and tells its parent the figures; a process of its own, so that time and memory are of that thing
 * alone. Started by in-process.js with the name of a measurement and what it asks for.
 */

/**
 * What is not asked for is not loaded.
 *
 * @type {Readonly<Record<string, (...args: string[]) => Promise<unknown>>>}
 */
const measurements = {
  async dataset(engine = "", dataset = "", seed = "") {
    const { measureOnDataset } = await import("./on-dataset.js");
    return measureOnDataset(engine, dataset, Number(seed));
  },
  async bot(engine = "", modelFile = "") {
    const { measureOnBot } = await import("./on-bot.js");
    return measureOnBot(engine, modelFile);
  },
  async memory(modelFile = "") {
    const { measureMemory } = await import("./memory.js");
    return measureMemory(modelFile);
  },
  async "event-loop"() {
    const { measureEventLoop } = await import("./event-loop.js");
    return measureEventLoop();
  },
};

const [name = "", ...args] = process.argv.slice(2);
const measure = measurements[name];
if (measure === undefined) throw new Error(`There is no measurement "${name}".`);
process.send?.(JSON.stringify(await measure(...args)));
