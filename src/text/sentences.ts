/** Where one thing a customer says ends: the marks of a sentence, a line, or words that begin another matter. */
const BOUNDARY =
  /(?<=[。！？!?；;\n])|(?<=[a-z]\.)\s+|(?=另外|还有就是|还有一个|顺便问|对了[,，]|再问一下|(?<![a-z])(?:also|another question|by the way|and one more)(?![a-z]))/iu;

/** Marks and blanks around a sentence. */
const AROUND = /^[\s,，。！!；;、.]+|[\s,，。！!；;、.]+$/gu;

/**
 * The sentences of a text, without the marks between them; a question keeps its question mark.
 *
 * A comma does not end a sentence: 我换了卡，怎么还款 is one question.
 */
export function sentences(text: string): readonly string[] {
  return text
    .split(BOUNDARY)
    .map((part) => part.replace(AROUND, ""))
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}
