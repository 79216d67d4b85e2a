/**
 * Refuses what is no list of rules, in words that say what is right.
 *
 * @throws TypeError
 */
export function checkRules(rules: unknown): void {
  if (!Array.isArray(rules)) throw wrong("takes a list of rules");
  rules.forEach(checkRule);
}

function checkRule(rule: unknown, index: number): void {
  const here = `rule ${index + 1}`;
  if (!isFields(rule)) throw wrong(`${here} must be an object { when, say }`);
  const { when, say, ask, atMostEveryHours } = rule;
  refuseOthers(rule, ["when", "say", "ask", "atMostEveryHours"], here);
  if (!isFields(when)) throw wrong(`${here}: "when" must be an object { page, idleSeconds, event }`);
  refuseOthers(when, ["page", "idleSeconds", "event"], `${here}: "when"`);
  const { page, idleSeconds, event } = when;
  if (page === undefined && idleSeconds === undefined && event === undefined)
    throw wrong(`${here}: "when" must name a page, idleSeconds or an event`);
  if (page !== undefined && !(isText(page) && /^[/*]/u.test(page)))
    throw wrong(`${here}: "page" must be a path such as "/orders/*"`);
  if (event !== undefined && !isText(event)) throw wrong(`${here}: "event" must be the name of an event`);
  if (idleSeconds !== undefined && !isPositive(idleSeconds))
    throw wrong(`${here}: "idleSeconds" must be a number above 0`);
  if (!isText(say) && !(isFields(say) && isText(say["zh"]) && isText(say["en"])))
    throw wrong(`${here}: "say" must be a text, or { zh, en }`);
  if (ask !== undefined && !isText(ask)) throw wrong(`${here}: "ask" must be the name of an intent`);
  if (atMostEveryHours !== undefined && !isPositive(atMostEveryHours))
    throw wrong(`${here}: "atMostEveryHours" must be a number above 0`);
}

function refuseOthers(fields: object, known: readonly string[], where: string): void {
  const other = Object.keys(fields).find((name) => !known.includes(name));
  if (other !== undefined) throw wrong(`${where} has "${other}", which is none of ${known.join(", ")}`);
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
const isPositive = (value: unknown) => typeof value === "number" && value > 0 && Number.isFinite(value);

function wrong(what: string): TypeError {
  return new TypeError(`Fenqi.setRules: ${what}`);
}
