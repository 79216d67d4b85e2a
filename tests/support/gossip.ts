import { seededRandom, shuffled } from "../../src/nlu/random.ts";

/** Words of no language, each with one of two topics that its letters do not tell. */
export const topics: Readonly<Record<"garden" | "kitchen", readonly string[]>> = dealtOut();

/** Messages of four words of one topic each: only the company that a word keeps tells its topic. */
export function gossip(messages = 600, seed = 7): readonly string[] {
  const random = seededRandom(seed);
  return Array.from({ length: messages }, (_, at) => {
    const [one, two, three, four] = shuffled(at % 2 === 0 ? topics.garden : topics.kitchen, random);
    return `the ${one} and the ${two} with my ${three} or ${four}`;
  });
}

/** Chinese messages in which any character stands beside any other: there is nothing to learn from them. */
export function noise(messages = 600, seed = 7): readonly string[] {
  const random = seededRandom(seed);
  return Array.from({ length: messages }, () => shuffled(CHARACTERS, random).slice(0, 8).join(""));
}

const CHARACTERS = Array.from(
  "春夏秋冬东南西北山水风雨雷电云雪花草树木鸟鱼虫马牛羊红黄蓝绿黑白金银铜铁天地日月星光石土沙田井桥路车船门窗桌椅灯笔纸书琴棋",
);

function dealtOut() {
  // Endings that toneless pinyin does not have, so that the words are not taken for Chinese.
  const words = Array.from("bdfgklmnprtv").flatMap((first) =>
    Array.from("ao").flatMap((vowel) => ["rk", "lp", "st"].map((ending) => first + vowel + ending)),
  );
  const dealt = shuffled(words, seededRandom(3));
  return { garden: dealt.slice(0, dealt.length / 2), kitchen: dealt.slice(dealt.length / 2) };
}
