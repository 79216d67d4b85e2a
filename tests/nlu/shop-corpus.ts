import type { Corpus, CorpusIntent } from "../../src/nlu/corpus.ts";
import { emptyLexicon, type Lexicon } from "../../src/text/lexicon.ts";

const lexicon: Lexicon = {
  ...emptyLexicon,
  words: ["还款"],
  synonyms: { 还款: ["还钱", "repay"], 退款: ["退货", "refund"] },
  confusables: { 还款: ["换款"] },
  polyphones: { 还款: "huan kuan" },
  polite: { zh: ["你好", "请问", "谢谢"], en: ["please", "hello"] },
};

/** A shop's bot in miniature: four intents and `none`, in both languages. */
export const shopCorpus: Corpus = {
  lexicon,
  entities: [],
  intents: [
    intent("repay.how", ["global", "repay"], {
      zh: [
        "怎么还款",
        "在哪里还钱",
        "如何还款",
        "[这个月](period)的账单怎么还",
        "还款入口在哪",
        "我想还款",
        "zenme huankuan",
      ],
      en: ["how do i repay", "where can i pay my bill", "how to make a repayment", "i want to repay now"],
      not: ["怎么才能不还款"],
    }),
    intent("refund", ["global", "refund"], {
      zh: ["怎么退款", "我要退货", "退款什么时候到账", "退款退到哪里", "买的手机想退货", "申请退款"],
      en: [
        "how do i get a refund",
        "i want to return my phone",
        "when does the refund arrive",
        "refund please",
      ],
    }),
    intent("limit.check", ["global", "limit"], {
      zh: [
        "我的额度是多少",
        "额度不够怎么办",
        "查一下额度",
        "为什么额度变少了",
        "临时额度在哪看",
        "可用额度",
      ],
      en: ["what is my limit", "my limit is too low", "check my credit limit", "why did my limit drop"],
    }),
    intent("human.agent", ["human"], {
      zh: ["转人工", "人工客服", "我要找客服", "客服电话多少", "叫个真人来"],
      en: ["talk to a human", "customer service please", "i need an agent", "connect me to a person"],
    }),
    intent("none", ["global"], {
      zh: ["今天天气怎么样", "讲个笑话", "推荐一部电影", "火锅去哪吃", "股票会涨吗", "明天星期几", "45"],
      en: [
        "what is the weather",
        "tell me a joke",
        "recommend a movie",
        "who won the game",
        "play some music",
      ],
    }),
  ],
};

interface Texts {
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly not?: readonly string[];
}

function intent(name: string, contexts: readonly string[], { zh, en, not = [] }: Texts): CorpusIntent {
  return { name, contexts, utterances: { zh, en }, not: { zh: not, en: [] }, slots: {} };
}
