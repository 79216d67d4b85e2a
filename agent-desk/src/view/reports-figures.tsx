import type { ReportFigures } from "../../../src/protocol/desk-reports.ts";
import { fill } from "../model/fill.ts";
import { durationOf, percentOf } from "../model/reports.ts";
import { reportStringsIn } from "../model/reports-strings.ts";
import { usePreferences, useStrings } from "./surroundings.ts";

/** The figures of all handoffs together. */
export function ReportsFigures({ total }: { readonly total: ReportFigures }) {
  const words = reportStringsIn[usePreferences().locale];
  const { handoffs, rating } = total;
  return (
    <dl className="report-figures">
      <Figure name="handoffs" value={String(handoffs)} />
      {(["answered", "resolved", "handedBack", "abandoned", "left", "open"] as const).map((name) => (
        <Figure
          key={name}
          name={name}
          value={String(total[name])}
          told={fill(words.share, { share: percentOf(total[name], handoffs) })}
        />
      ))}
      {(["wait", "firstResponse", "handling"] as const).map((name) => (
        <Duration key={name} name={name} spread={total[name]} />
      ))}
      <Figure
        name="rating"
        value={rating === undefined ? "—" : rating.mean.toFixed(1)}
        {...(rating !== undefined && {
          told: fill(words.rated, { count: rating.count, good: percentOf(rating.good, 1) }),
        })}
      />
    </dl>
  );
}

interface DurationProps {
  readonly name: "wait" | "firstResponse" | "handling";
  readonly spread: ReportFigures["wait"];
}

function Duration({ name, spread }: DurationProps) {
  const { units } = useStrings();
  const words = reportStringsIn[usePreferences().locale];
  if (spread === undefined) return <Figure name={name} value="—" />;
  const { medianMs, p90Ms } = spread;
  const told = fill(words.spread, { p90: durationOf(p90Ms, units) });
  return <Figure name={name} value={durationOf(medianMs, units)} told={told} />;
}

interface FigureProps {
  readonly name: keyof ReturnType<typeof wordsOf>;
  readonly value: string;
  /** What the value alone does not say. */
  readonly told?: string;
}

function Figure({ name, value, told }: FigureProps) {
  const { locale } = usePreferences();
  return (
    <div className="report-figure">
      <dt>{wordsOf(locale)[name]}</dt>
      <dd className="report-value figures">{value}</dd>
      {told !== undefined && <dd className="report-told">{told}</dd>}
    </div>
  );
}

function wordsOf(locale: keyof typeof reportStringsIn) {
  return reportStringsIn[locale].figures;
}
