/** Where a text stands below `patterns:`, and what it says in a bot about anything. */
export interface NeutralWords {
  readonly path: readonly (string | number)[];
  readonly say: { readonly zh: string; readonly en: string };
}

/** The patterns of this program's own bot speak of instalments here and there; these are their words for any business. */
export const neutralWords: readonly NeutralWords[] = [
  {
    path: ["unclear-1", "steps", 0, "say"],
    say: {
      zh: "抱歉，我没太明白。请换个说法，一次说一件事。",
      en: "Sorry, I did not quite get that. Could you put it another way, one thing at a time?",
    },
  },
  {
    path: ["unclear-2", "steps", 2, "say"],
    say: {
      zh: "好的。您可以用几个词告诉我要办什么。",
      en: "All right. Just tell me in a few words what you need.",
    },
  },
  {
    path: ["back", "steps", 1, "say"],
    say: {
      zh: "前面没有别的步骤了。有问题，直接发给我。",
      en: "There is nothing to go back to. If you have a question, just write.",
    },
  },
  {
    path: ["returned", "steps", 0, "say"],
    say: {
      zh: "您已回到机器人。有问题，直接发给我。",
      en: "You are back with the bot. If you have a question, just write.",
    },
  },
  {
    path: ["resolved", "steps", 0, "say"],
    say: {
      zh: "很高兴帮到您。还有别的问题，直接发给我。",
      en: "Glad I could help. If there is anything else, just write.",
    },
  },
  {
    path: ["done", "steps", 0, "say"],
    say: {
      zh: "好的。还有别的问题，直接发给我。",
      en: "All right. If there is anything else, just write.",
    },
  },
];

/** What the own bot's business is known by: no utterance with such a word is taken over. */
export const ownBusiness = /分期|还款|账单|额度|月供|instal|repay|\bbill/iu;

/** Concepts and words of the lexicon that every business has. */
export const generalWords: readonly string[] = [
  "怎么",
  "为什么",
  "哪里",
  "什么时候",
  "多少",
  "能不能",
  "不能",
  "看不到",
  "查看",
  "取消",
  "没有",
  "还是",
  "哪些",
  "什么意思",
  "不想",
  "人工",
  "电话",
  "机器人",
  "投诉",
  "短信",
  "密码",
  "登录",
  "手机号",
  "证明",
  "其他",
  "如何",
  "在哪",
  "客服",
  "申请",
  "hello",
  "thanks",
  "bye",
  "ok",
  "wrong",
  "solved",
  "again",
];

/** Parts of `intents/none.yaml`, by the comments above them, that hold for any business. */
export const generalNone: readonly string[] = [
  "general chat and knowledge",
  "junk",
  "other languages and dialect",
  "keyboard mash and noise",
];
