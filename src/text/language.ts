import type { Language } from "../kernel/language.ts";
import { pinyinSyllables } from "./pinyin-syllables.ts";

const HAN = /\p{Script=Han}/gu;
const LATIN_WORD = /[a-z']+/gu;

/** English words whose letters happen to be pinyin. They tell nothing, and alone they are taken for English. */
const englishLookalikes: ReadonlySet<string> = new Set(
  `
    age ai ale aloha along america american an anticipate anyone are area ate awaiting aware bake balance
    ban banana bang base bike bin bo buying cage cake came can canceling cane care case chance change chase
    cheese cheque chili china chinese cite citizen damage dance danger dare data date debiting decide
    defense delete den denying desire die dine dining dude due dune eating editing eliminate en ending
    engage ensure entire erase eta face fake fame fan fare fen fence future game gang gate gene gong
    guidance guide gun ha hai hale hang hate he headache heading here house hue huge human keen keeping la
    lake lame lane language late latitude lease li license lie like line loan locate long longer loose lose
    ma machine made mailing make male man manage mandate mane mature me mean meaning meantime measure media
    meeting men menu mi mike min mine minute mobile mode more mouse mute nada name needing nice nine one
    open page pan pancake panda paying pending pi piano pie piece pile pin ping police pure queen quote ran
    rang range reading realize redeeming refuse release remaining remote rename renting reopen repaying
    reroute reside resume rice ride rise route routing rude run running sake sale same sane sang seating
    secure see seen sending sense sequence share she side site size song sue suite sun sure take taken tale
    tan tang taxi tenure tie tier tile time timeline tire tuna tune wage wake wan wane wanna wanting woke
    woken woman women wore xi ya yang ye yo you yuan zen`
    .trim()
    .split(/\s+/u),
);

/**
 * The language a normalised text is written in. Han characters decide unless words that are no pinyin far outnumber
 * them; letters that are toneless pinyin ("zenme huankuan") are Chinese.
 *
 * @returns undefined when nothing in the text tells, as in "12" or "?"
 */
export function identifyLanguage(normalized: string): Language | undefined {
  const han = normalized.match(HAN)?.length ?? 0;
  const words = normalized.match(LATIN_WORD) ?? [];
  if (han > 0) {
    const foreign = words.filter((word) => pinyinSyllables(word) === undefined);
    return han * 2 >= foreign.length ? "zh" : "en";
  }
  if (words.length === 0) return undefined;
  const telling = words.filter((word) => word.length > 1 && !englishLookalikes.has(word));
  return telling.filter((word) => pinyinSyllables(word) !== undefined).length * 2 > telling.length
    ? "zh"
    : "en";
}
