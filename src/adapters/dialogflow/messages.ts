import type { DraftText } from "../../regression/draft/draft.ts";
import { escapedTemplate } from "../../regression/draft/draft-utterance.ts";
import { shownSlot } from "../../regression/draft/shown-slot.ts";
import type { AgentIntent } from "./agent-files.ts";
import { oneOrMore, type TextsByLanguage, wordingsOf } from "./localized.ts";
import type { AgentMessage } from "./schema.ts";
import { parametersOf, placeOf, type Translation } from "./translation.ts";

/** What an intent says: each entry a message, with its wordings. */
export interface SaidMessages {
  readonly messages: readonly (DraftText | DraftText[])[];
  /** The words of quick replies, which become labels where an answer is known by them. */
  readonly replies: TextsByLanguage;
}

/** What our schemas take. */
const MOST_WORDINGS = 8;

const KINDS: Readonly<Record<string, string>> = {
  "1": "a card",
  "3": "an image",
  "4": "a custom payload",
};

/** Reads an intent's messages. Each is counted once, so this is to be called once for each intent. */
export function messagesOf(
  intent: AgentIntent,
  isAnswered: (reply: string) => boolean,
  translation: Translation,
): SaidMessages {
  const { findings, agent } = translation;
  const texts: { readonly language: "zh" | "en"; readonly speech: readonly string[] }[] = [];
  const replies = { zh: [] as string[], en: [] as string[] };
  for (const [index, message] of (intent.responses[0]?.messages ?? []).entries()) {
    const at = placeOf(intent, ["responses", 0, "messages", index]);
    const leave = (why: string): void => findings.leave("messages", at, `message of "${intent.name}"`, why);
    const language = agent.languageOf(message.lang);
    const speech = message.speech.filter((text) => text.trim() !== "");
    if (language === undefined) leave(`its language, ${message.lang}, is not spoken here`);
    else if (message.platform !== "" && message.platform !== "PLATFORM_UNSPECIFIED")
      leave(`only for the platform ${message.platform}`);
    else if (isText(message) && speech.length > 0) {
      texts.push({ language, speech: speech.map((text) => template(text, intent, translation)) });
      findings.take("messages");
    } else if (isText(message)) leave("it says nothing");
    else if (String(message.type) === "2") {
      const unknown = message.replies.filter((reply) => !isAnswered(reply));
      replies[language].push(...message.replies.filter(isAnswered));
      if (message.title.trim() !== "")
        texts.push({ language, speech: [template(message.title, intent, translation)] });
      const why = "no follow-up intent has these words; write them as options or buttons";
      if (unknown.length === 0) findings.take("messages");
      else findings.leave("messages", at, `quick replies ${unknown.join(" | ")} of "${intent.name}"`, why);
    } else
      leave(
        `${KINDS[String(message.type)] ?? String(message.type)}; write it as a card, an image or buttons`,
      );
  }
  const inOrder = (language: "zh" | "en") =>
    texts.filter((text) => text.language === language).map(({ speech }) => speech);
  const [zh, en] = [inOrder("zh"), inOrder("en")];
  const count = Math.max(zh.length, en.length);
  const messages = Array.from({ length: count }, (_, index) => {
    const wordings = wordingsOf({ zh: zh[index] ?? [], en: en[index] ?? [] });
    if (wordings.length > MOST_WORDINGS)
      findings.note(
        placeOf(intent, ["responses", 0, "messages"]),
        `${wordings.length - MOST_WORDINGS} wordings of "${intent.name}"`,
        `more than ${MOST_WORDINGS} of one message; left out`,
      );
    return oneOrMore(wordings.slice(0, MOST_WORDINGS)) ?? "";
  });
  return { messages, replies };
}

function isText({ type }: AgentMessage): boolean {
  return type === 0 || type === "0" || type === "message";
}

/** `$size`, `$date.original` and `#context.size` show what slots hold. */
export function template(
  text: string,
  intent: AgentIntent,
  { entities, findings, nameOf }: Pick<Translation, "entities" | "findings" | "nameOf">,
): string {
  const parameters = parametersOf(intent);
  return escapedTemplate(text.trim()).replace(
    references(parameters.map(({ name }) => name)),
    (whole, own?: string) => {
      const parameter = parameters.find(({ name }) => name === own);
      if (parameter === undefined) {
        const what = `"${whole}" in what "${intent.name}" says`;
        const why = "the intent has no such parameter; it is said as it stands";
        findings.note(placeOf(intent, ["responses", 0, "messages"]), what, why);
        return whole;
      }
      return shownSlot(
        nameOf("slot", parameter.name),
        entities.nameOf(parameter.dataType),
        entities.entities,
      );
    },
  );
}

/** Names that are known come first: in 「$weeks周」 nothing else tells where the name ends. */
function references(names: readonly string[]): RegExp {
  const known = [...names]
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&"));
  const any = known.length === 0 ? "(?!)" : known.join("|");
  return new RegExp(`(?:\\$|#[\\w-]+\\.)(?:(${any})|[A-Za-z_][\\w-]*)(?:\\.original)?`, "gu");
}
