/** The languages the bot speaks. Traditional Chinese is understood and answered in Simplified. */
export const languages = ["zh", "en"] as const;

export type Language = (typeof languages)[number];

/** A text in every language the bot speaks. */
export type Localized<Text = string> = { readonly [L in Language]: Text };

/** The language whose script or name a BCP 47 tag starts with; `zh` when it is neither. */
export function languageOf(tag: string | undefined): Language {
  return tag?.toLowerCase().startsWith("en") ? "en" : "zh";
}
