/** The labels of every series in a text of metrics, by the name of the metric. */
export type Series = ReadonlyMap<string, readonly Readonly<Record<string, string>>[]>;

/** Reads Prometheus' text format. */
export function readSeries(text: string): Series {
  const series = new Map<string, Readonly<Record<string, string>>[]>();
  for (const line of text.split("\n")) {
    const [, name, labels = ""] = /^(\w+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    if (name === undefined) continue;
    const pairs = [...labels.matchAll(/(\w+)="((?:\\.|[^"\\])*)"/g)].map(([, label = "", value = ""]) => [
      label,
      value,
    ]);
    series.set(name, [...(series.get(name) ?? []), Object.fromEntries(pairs)]);
  }
  return series;
}

/** Prometheus gives these to everything it reads. */
const OF_TARGET = ["job", "instance"];

const WORDS = new Set("and or unless on ignoring by without group_left group_right bool offset".split(" "));

/** What a query asks of metrics that they do not have: names, labels, and values that labels are compared with. */
export function lacking(query: string, series: Series): readonly string[] {
  const grouped = [...query.matchAll(/\b(?:by|on|ignoring|group_left) \(([^)]*)\)/g)].flatMap(
    ([, labels = ""]) => labels.split(",").flatMap((label) => label.trim() || []),
  );
  const bare = query.replace(/\b(?:by|on|ignoring|group_left) \([^)]*\)/g, "").replace(/\[[^\]]*\]/g, "");
  const named = metricsIn(bare);
  const found = named.flatMap(({ name }) => series.get(name) ?? []);
  const known = new Set([...OF_TARGET, ...found.flatMap((labels) => Object.keys(labels))]);
  return [
    ...named.flatMap(({ name, matchers }) => lackingOf(name, matchers, series)),
    ...grouped.filter((label) => !known.has(label)).map((label) => `no metric has ${label}: ${query}`),
  ];
}

/** The names in a query that are metrics. */
export function metricsIn(query: string): readonly { readonly name: string; readonly matchers: string }[] {
  return [...query.matchAll(/"[^"]*"|([a-zA-Z_:][\w:]*)(\{[^}]*\})?(\s*\()?/g)].flatMap(
    ([, name, matchers = "", call]) =>
      name === undefined || call !== undefined || WORDS.has(name) ? [] : [{ name, matchers }],
  );
}

function lackingOf(name: string, matchers: string, series: Series): readonly string[] {
  const all = series.get(name);
  if (all === undefined) return [`there is no ${name}`];
  return [...matchers.matchAll(/(\w+)(=~|!=|=)"([^"]*)"/g)].flatMap(([, label = "", , value = ""]) => {
    if (OF_TARGET.includes(label) || all.some((labels) => labels[label] === value)) return [];
    return [`no ${name} has ${label}="${value}"`];
  });
}
