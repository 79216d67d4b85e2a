const WORDS = {
  "zh-CN": { offer: "同事回复时通知我", notNow: "暂不通知" },
  "zh-TW": { offer: "客服人員回覆時通知我", notNow: "暫不通知" },
  en: { offer: "Notify me when someone answers", notNow: "Not now" },
};

/** The words of the offer to be notified, in one language of the widget. */
export function attentionWords(locale: string) {
  return Object.entries(WORDS).find(([known]) => known === locale)?.[1] ?? WORDS["zh-CN"];
}
