import type { SystemEntityName } from "../../kernel/entities.ts";

/**
 * The system entities that name a person or give access to their money: they are masked wherever they are shown.
 *
 * A card's last four digits are what such a mask leaves, and an order number is nobody's secret.
 */
export const sensitiveSystemEntities: ReadonlySet<string> = new Set<SystemEntityName>([
  "phone",
  "idNumber",
  "bankCard",
]);
