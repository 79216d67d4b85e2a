/** Every toneless syllable of Mandarin, ü written v; grouped by initial, finals parted by spaces. */
const finalsByInitial: Readonly<Record<string, string>> = {
  "": "a o e ai ei ao ou an en ang eng er",
  y: "i a ao e ou an in ang ing ong u uan ue un o",
  w: "u a o ai ei an en ang eng",
  b: "a o ai ei ao an en ang eng i iao ie ian in ing u",
  p: "a o ai ei ao ou an en ang eng i iao ie ian in ing u",
  m: "a o e ai ei ao ou an en ang eng i iao ie iu ian in ing u",
  f: "a o ei ou an en ang eng u",
  d: "a e ai ei ao ou an en ang eng ong i ia iao ie iu ian ing u uo ui uan un",
  t: "a e ai ao ou an ang eng ong i iao ie ian ing u uo ui uan un",
  n: "a e ai ei ao ou an en ang eng ong i iao ie iu ian in iang ing u uo uan v ve",
  l: "a o e ai ei ao ou an ang eng ong i ia iao ie iu ian in iang ing u uo uan un v ve",
  g: "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
  k: "a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
  h: "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
  j: "i ia iao ie iu ian in iang ing iong u ue uan un",
  q: "i ia iao ie iu ian in iang ing iong u ue uan un",
  x: "i ia iao ie iu ian in iang ing iong u ue uan un",
  zh: "i a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
  ch: "i a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
  sh: "i a e ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
  r: "i e ao ou an en ang eng ong u ua uo ui uan un",
  z: "i a e ai ei ao ou an en ang eng ong u uo ui uan un",
  c: "i a e ai ao ou an en ang eng ong u uo ui uan un",
  s: "i a e ai ao ou an en ang eng ong u uo ui uan un",
};

const LONGEST = 6;

const syllables: ReadonlySet<string> = new Set(
  Object.entries(finalsByInitial).flatMap(([initial, finals]) =>
    finals.split(" ").map((final) => initial + final),
  ),
);

/**
 * Cuts a run of Latin letters into pinyin syllables, with as few as possible.
 *
 * @returns undefined when the letters are not pinyin from end to end
 */
export function pinyinSyllables(letters: string): readonly string[] | undefined {
  const wayTo: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= letters.length; end++) {
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const before = wayTo[start];
      const syllable = letters.slice(start, end);
      if (before === undefined || !syllables.has(syllable)) continue;
      const known = wayTo[end];
      if (known === undefined || before.length + 1 < known.length) wayTo[end] = [...before, syllable];
    }
  }
  return letters === "" ? undefined : wayTo[letters.length];
}
