/**
 * Whether a text holds a sign of trouble, both as `phraseKey` makes them: Chinese words stand anywhere in a text, English
 * ones only as whole words.
 */
export function holdsCareWord(key: string, word: string): boolean {
  if (word === "" || !key.includes(word)) return false;
  const isEnglish = /^[\x20-\x7e]+$/u.test(word);
  return !isEnglish || ` ${key} `.includes(` ${word} `);
}
