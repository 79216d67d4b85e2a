/** What a slot holds; `null` while it is empty. */
export type SlotValue = string | number | boolean | null;

export type ScalarType = "text" | "number" | "boolean";

/** A list holds records of scalars. */
export type FieldType = ScalarType | { readonly list: Readonly<Record<string, ScalarType>> };

/** What an action brought. */
export type Fields = Readonly<Record<string, SlotValue | readonly Readonly<Record<string, SlotValue>>[]>>;
