// node-nlp ships no types. This is the part that is measured, as its sources have it.

declare module "node-nlp" {
  export class NlpManager {
    constructor(settings: {
      languages: readonly string[];
      forceNER: boolean;
      autoSave: boolean;
      autoLoad: boolean;
      nlu: { log: boolean };
    });
    addDocument(language: string, utterance: string, intent: string): void;
    train(): Promise<void>;
    process(
      language: string,
      utterance: string,
    ): Promise<{
      /** "None" when nothing reached the threshold. */
      intent: string;
      score: number;
      /** Best first. */
      classifications: { intent: string; score: number }[];
    }>;
    /** The trained model as JSON. */
    export(): string;
  }
}
