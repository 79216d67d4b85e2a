import type { Bot } from "../content/bot.ts";
import { loadBot } from "../content/load-bot.ts";
import { describeProblem, type Problem, type SourceFile } from "../content/source.ts";
import { remember } from "../conversation/remember.ts";
import { AppError } from "../kernel/errors.ts";
import {
  articleFinder,
  type Corpus,
  decodeModel,
  type Embeddings,
  type FindArticle,
  type Model,
  understand,
  withArticle,
} from "../nlu/index.ts";
import type { Published } from "./content.ts";
import { type KeptEmbeddings, type LoadEmbeddings, readEmbeddings } from "./kept-embeddings.ts";
import type { Log } from "./ports.ts";

/** Keeps trained models by name: training takes seconds, and the same content always gives the same model. */
export interface ModelCache {
  load(name: string): Promise<Uint8Array | undefined>;
  save(name: string, bytes: Uint8Array): Promise<void>;
}

/** Trains a model away from the thread that answers customers, with tables where they help; returns it encoded. */
export type TrainModel = (corpus: Corpus, embeddings: readonly Embeddings[]) => Promise<Uint8Array>;

interface PublisherPorts {
  readonly readContent: () => Promise<readonly SourceFile[]>;
  readonly fingerprint: (parts: readonly (string | Uint8Array)[]) => string;
  /** Changes whenever the code that trains and reads models does. */
  readonly codeFingerprint: string;
  readonly loadEmbeddings: LoadEmbeddings;
  readonly train: TrainModel;
  readonly models: ModelCache;
  /** Models that are in use, by name: versions of the content that differ in dialogs alone share one. */
  readonly inUse?: Map<string, WeakRef<Model>>;
  readonly log: Log;
}

/** Content made ready to answer with. */
export interface Publication extends Published {
  readonly model: Model;
  readonly findArticle: FindArticle;
  readonly files: readonly SourceFile[];
}

/**
 * Makes the content as it is now ready to answer with: loads the bot, and takes its model from the cache or trains it.
 *
 * @throws CONTENT_INVALID with one line for each problem, FILE_UNREADABLE
 */
export async function publish(ports: PublisherPorts): Promise<Publication> {
  return publishFiles(ports, await ports.readContent());
}

/**
 * Makes content files ready to answer with.
 *
 * @throws CONTENT_INVALID
 */
export async function publishFiles(
  ports: Omit<PublisherPorts, "readContent">,
  files: readonly SourceFile[],
): Promise<Publication> {
  const loaded = loadBot(files);
  if (!("bot" in loaded)) throw contentInvalid(loaded.problems);
  const { bot } = loaded;
  const embeddings = await readEmbeddings(ports.loadEmbeddings, ports.log);
  const { model, name } = await modelFor(ports, corpusOf(bot), embeddings);
  const findArticle = articleFinder([...bot.articles.values()], model);
  return {
    bot,
    model,
    findArticle,
    modelName: name,
    hash: contentHash(ports.fingerprint, files),
    files,
    understand: remember(
      (text, listening) =>
        withArticle(findArticle, understand(model, text, { ...listening, evidence: false })),
      REMEMBERED,
    ),
  };
}

/** A few megabytes. */
const REMEMBERED = { most: 2000, longest: 24 };

/** The name of content: the same files in the same order have the same. */
export function contentHash(
  fingerprint: PublisherPorts["fingerprint"],
  files: readonly SourceFile[],
): string {
  return fingerprint(files.flatMap(({ path, text }) => [path, text]));
}

/** What a model learns from: an edited dialog, or an utterance that moved to another line, leaves it as it is. */
function corpusOf({ intents, lexicon, entities }: Bot): Corpus {
  const lessons = intents.map(({ name, contexts, utterances, not, slots }) => ({
    name,
    contexts,
    utterances,
    not,
    slots,
  }));
  return { intents: lessons, lexicon, entities };
}

type ModelPorts = Omit<PublisherPorts, "readContent">;

async function modelFor(
  ports: ModelPorts,
  corpus: Corpus,
  embeddings: KeptEmbeddings,
): Promise<{ readonly model: Model; readonly name: string }> {
  const taught = embeddings.bytes === undefined ? [] : [embeddings.bytes];
  const name = ports.fingerprint([JSON.stringify(corpus), ports.codeFingerprint, ...taught]);
  const known = ports.inUse?.get(name)?.deref();
  if (known !== undefined) return { model: known, name };
  const model = await keptOrTrained(ports, name, corpus, embeddings);
  ports.inUse?.set(name, new WeakRef(model));
  return { model, name };
}

async function keptOrTrained(
  { models, log, train }: ModelPorts,
  name: string,
  corpus: Corpus,
  { tables }: KeptEmbeddings,
): Promise<Model> {
  const kept = await models.load(name);
  if (kept !== undefined) {
    try {
      return decodeModel(kept);
    } catch (error) {
      log.warn("A kept model cannot be read; training it again.", { model: name, error });
    }
  }
  const bytes = await train(corpus, tables);
  try {
    await models.save(name, bytes);
  } catch (error) {
    log.warn("The trained model cannot be kept; the next start trains it again.", { model: name, error });
  }
  return decodeModel(bytes);
}

/** The error for content that no bot can be made of: every error on a line of its own. */
export function contentInvalid(found: readonly Problem[]): AppError {
  const problems = found.filter((problem) => problem.severity === "error");
  const lines = problems.map(describeProblem).join("\n");
  return new AppError("CONTENT_INVALID", `The content has errors, and no bot can be made of it.\n${lines}`, {
    problems,
  });
}
