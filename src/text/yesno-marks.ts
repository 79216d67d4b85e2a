/** 是不是, 能不能, 好没好 ask; 不是不是 and 没有没有 only insist. */
const A_NOT_A = /(?<![不没])(?![不没])(\p{Script=Han}{1,2})[不没]\1/u;
const ASKS = /\?|[吗么](?:$|[^\p{L}])|了没(?:有)?(?:呢|啊)?$/u;

const AUXILIARY = "is|are|was|were|do|does|did|has|have|can|could|will|would|should|may";
/** "is it fixed", but not "did it" and "does now": those tell. */
const INVERTED = new RegExp(
  `^(?:and |so |but |then )?(?:(?:${AUXILIARY}) (?:it|that|this|i|you|we|they|the|my|your)|is there) .`,
  "u",
);

const DOUBTS_IN_CHINESE =
  /[还正]在(?:试|弄|看|等|操作|处理)|有的有的|一半|有时|时好时坏|看情况|不好说|难说|不一定|说不[准好定清]|不(?:太)?(?:知道|晓得|清楚|确定|明白|懂)|没(?:太)?[听看搞弄]?(?:懂|明白)|[听看搞弄]不(?:懂|明白)|(?:可能|也许).+也(?:可能|许)/u;
const DOUBTS_IN_ENGLISH =
  /\b(?:sometimes|(?:not|isn't|n't|never) (?:\w+ )?(?:sure|certain)|unsure|idk|dunno|(?:don't|dont|do not) (?:really )?(?:know|get it|get you|understand)|no (?:idea|clue)|(?:can't|cant|cannot|hard to|too early to|too soon to) tell|hard to say|depends|yes (?:and|or) no|half|whether|who knows|on and off)\b/u;

/** What was believed, hoped or supposed has not come about. */
const UNREAL =
  /以为|希望|但愿|如果|(?<![主只重])要是|假如|\b(?:thought|hope|hopefully|would be|if only|if it)\b/u;

/** Whether the words, at their end or as a whole, put a question. */
export function asks(text: string): boolean {
  return ASKS.test(text) || A_NOT_A.test(text) || INVERTED.test(text);
}

/** Whether the customer cannot tell (不知道, 一半一半, "sometimes") or only hopes. A hedge (好像, "I think so") is no doubt. */
export function isUnsure(text: string): boolean {
  return [DOUBTS_IN_CHINESE, DOUBTS_IN_ENGLISH, UNREAL].some((sign) => sign.test(text));
}

/** 没有还是不行: what stands before 还是 is an answer of its own. */
const INSISTS = /(?<=没有?|不是|不行)(?=还|依然|仍)/gu;

const CONJUNCTION =
  /(?<![通过不])(?:但是?|可是|(?<!通|过)不过|结果|其实)|\b(?:but|and(?! (?:yes|no)\b)|so(?= (?:no|yes|it|i|the)\b)|though|although|because)\b/gu;

/** Puts commas between answers that were written in one breath: 没有|还是不行, "i couldn't|but now i can". */
export function partAnswers(text: string): string {
  return text.replace(INSISTS, ",").replace(CONJUNCTION, ",$&");
}
