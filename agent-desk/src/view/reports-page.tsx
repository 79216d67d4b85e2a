import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useCallback, useState } from "react";
import type { DeskReport, ReportGrouping } from "../../../src/protocol/desk-reports.ts";
import type { Rest } from "../desk/rest.ts";
import { fill } from "../model/fill.ts";
import {
  barsOf,
  groupings,
  isSpan,
  presetSpan,
  presets,
  reportPath,
  type Span,
  tableAddress,
} from "../model/reports.ts";
import { reportStringsIn } from "../model/reports-strings.ts";
import { errorText } from "./error-text.ts";
import { ReportsChart } from "./reports-chart.tsx";
import { ReportsFigures } from "./reports-figures.tsx";
import { ReportsTable } from "./reports-table.tsx";
import { usePreferences, useStrings } from "./surroundings.ts";
import { useReply } from "./use-reply.ts";

/** What came of the handoffs of some days: for those who lead the agents. */
export function ReportsPage() {
  const words = reportStringsIn[usePreferences().locale];
  const [span, setSpan] = useState<Span>(() => presetSpan("week", new Date()));
  return (
    <>
      <header className="page-head">
        <h2>{words.title}</h2>
      </header>
      {/* It scrolls, so the keyboard has to get there. */}
      <div className="page" tabIndex={0} role="group" aria-label={words.title}>
        <SpanForm span={span} onSpan={setSpan} />
        {isSpan(span) ? (
          <Report key={`${span.from} ${span.to}`} span={span} />
        ) : (
          <p className="page-wait" data-tone="bad" role="alert">
            {words.wrongSpan}
          </p>
        )}
      </div>
    </>
  );
}

interface SpanFormProps {
  readonly span: Span;
  readonly onSpan: (span: Span) => void;
}

function SpanForm({ span, onSpan }: SpanFormProps) {
  const words = reportStringsIn[usePreferences().locale];
  return (
    <Group align="end" gap="sm" className="report-span">
      {(["from", "to"] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          size="xs"
          label={words[end]}
          value={span[end]}
          onChange={({ currentTarget: { value } }) => onSpan({ ...span, [end]: value })}
        />
      ))}
      {presets.map((preset) => (
        <Button
          key={preset}
          size="xs"
          variant="default"
          onClick={() => onSpan(presetSpan(preset, new Date()))}
        >
          {words.presets[preset]}
        </Button>
      ))}
    </Group>
  );
}

function Report({ span }: { readonly span: Span }) {
  const strings = useStrings();
  const words = reportStringsIn[usePreferences().locale];
  const ask = useCallback((rest: Rest) => rest.get<DeskReport>(reportPath(span)), [span]);
  const { reply, failure, again } = useReply(ask);
  return (
    <>
      <div role="status">
        {reply === undefined && failure === undefined && <p className="page-wait">{words.loading}</p>}
      </div>
      <div role="alert">
        {failure !== undefined && (
          <p className="page-wait" data-tone="bad">
            {errorText(strings, failure)}
            <Button size="compact-sm" variant="light" onClick={again}>
              {words.retry}
            </Button>
          </p>
        )}
      </div>
      {reply !== undefined && <Told report={reply} />}
    </>
  );
}

function Told({ report }: { readonly report: DeskReport }) {
  const { locale } = usePreferences();
  const words = reportStringsIn[locale];
  const [by, setBy] = useState<ReportGrouping>("agent");
  const { from, to, zone, days, hours, total, isCut } = report;
  const zoneTold = <p className="page-intro">{fill(words.zone, { zone })}</p>;
  const cutTold = isCut && (
    <p className="report-cut" role="alert">
      {words.isCut}
    </p>
  );
  if (total.handoffs === 0) {
    return (
      <>
        {cutTold}
        <p className="page-wait">{words.none}</p>
        {zoneTold}
      </>
    );
  }
  return (
    <>
      {cutTold}
      <ReportsFigures total={total} />
      <div className="charts">
        <ReportsChart
          title={words.byDay}
          told={words.bar}
          bars={barsOf(days.map((line) => ({ ...line, label: line.day })))}
        />
        <ReportsChart
          title={words.byHour}
          told={words.bar}
          bars={barsOf(hours.map((line) => ({ ...line, label: fill(words.hour, { hour: line.hour }) })))}
        />
      </div>
      <p className="chart-legend">
        <span className="chart-sign" data-part="answered" /> {words.legendAnswered}
        <span className="chart-sign" data-part="others" /> {words.legendOthers}
      </p>
      <Group align="end" gap="sm" justify="space-between">
        <NativeSelect
          size="xs"
          label={words.by}
          value={by}
          data={groupings.map((value) => ({ value, label: words.groupings[value] }))}
          onChange={({ currentTarget: { value } }) =>
            setBy(groupings.find((grouping) => grouping === value) ?? "agent")
          }
        />
        <Button
          component="a"
          href={tableAddress({ from, to }, by, locale)}
          download
          size="xs"
          variant="default"
        >
          {words.download}
        </Button>
      </Group>
      <ReportsTable report={report} by={by} />
      {zoneTold}
    </>
  );
}
