import type { Language } from "../kernel/language.ts";
import type { Draft, ForeignFile } from "../regression/draft/draft.ts";

/** Turns the files of another product into a draft. */
type Importer = (files: readonly ForeignFile[], language: Language | undefined) => Promise<Draft>;

/** By the word on the command line. Each is only loaded when it is asked for. */
export const importers: Readonly<Record<string, Importer>> = {
  botpress: async (files, language) =>
    (await import("../adapters/botpress/import-botpress.ts")).importBotpress(files, language),
  rasa: async (files) => (await import("../adapters/rasa/import-rasa.ts")).importRasa(files),
  dialogflow: async (files) =>
    (await import("../adapters/dialogflow/import-dialogflow.ts")).importDialogflow(files),
  botium: async (files) => (await import("../adapters/botium/import-botium.ts")).importBotium(files),
  csv: async (files, language) =>
    (await import("../adapters/spreadsheet/import-spreadsheet.ts")).importSpreadsheet(files, {
      today: new Date().toISOString().slice(0, 10),
      language,
    }),
};
