import type { ReactNode } from "react";
import type {
  AgentFigures,
  DeskReport,
  ReportFigures,
  ReportGrouping,
} from "../../../src/protocol/desk-reports.ts";
import { fill } from "../model/fill.ts";
import { durationOf, linesOf, type NamedFigures } from "../model/reports.ts";
import { type ReportStrings, reportStringsIn } from "../model/reports-strings.ts";
import { usePreferences, useStrings } from "./surroundings.ts";
import { useIntentTitles } from "./use-intent-titles.ts";
import { useQueueNames } from "./use-queue-names.ts";

interface TableProps {
  readonly report: DeskReport;
  readonly by: ReportGrouping;
}

const COUNTS = ["handoffs", "left", "answered", "resolved", "handedBack", "abandoned", "open"] as const;
const AGENT_COUNTS = ["handoffs", "messages", "resolved", "handedBack", "passedOn", "open"] as const;

/** A part of a report, line by line. Durations are medians. */
export function ReportsTable({ report, by }: TableProps) {
  if (by === "agent") {
    return (
      <Frame first="agent" counts={AGENT_COUNTS} measures={["firstResponse", "handling"]}>
        {report.agents.map((line) => (
          <Line
            key={line.agent.id}
            name={line.agent.name}
            counts={AGENT_COUNTS.map((count) => line[count])}
            durations={[line.firstResponse, line.handling]}
            rating={line.rating}
          />
        ))}
      </Frame>
    );
  }
  return (
    <Frame first={by} counts={COUNTS} measures={["wait", "firstResponse", "handling"]}>
      {linesOf(report, by).map((line) => (
        <GroupLine key={line.key} by={by} line={line} />
      ))}
    </Frame>
  );
}

interface FrameProps {
  readonly first: ReportGrouping;
  readonly counts: readonly (keyof ReportStrings["figures"])[];
  readonly measures: readonly (keyof ReportStrings["figures"])[];
  readonly children: ReactNode;
}

function Frame({ first, counts, measures, children }: FrameProps) {
  const words = reportStringsIn[usePreferences().locale];
  return (
    <div className="report-scroll" tabIndex={0} role="region" aria-label={words.table}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.columns[first]}</th>
            {[...counts, ...measures, "rating" as const].map((name) => (
              <th key={name} scope="col" className="table-number">
                {words.figures[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

function GroupLine({
  by,
  line,
}: {
  readonly by: Exclude<ReportGrouping, "agent">;
  readonly line: NamedFigures;
}) {
  const words = reportStringsIn[usePreferences().locale];
  const queueName = useQueueNames();
  const intentTitle = useIntentTitles();
  const { name, wait, firstResponse, handling, rating } = line;
  const names = {
    day: name,
    hour: name === undefined ? name : fill(words.hour, { hour: name }),
    queue: name === undefined ? words.taken : queueName(name),
    reason: name ?? words.other,
    intent: name === undefined ? words.other : intentTitle(name),
  };
  return (
    <Line
      name={names[by] ?? ""}
      counts={COUNTS.map((count) => line[count])}
      durations={[wait, firstResponse, handling]}
      rating={rating}
    />
  );
}

interface LineProps {
  readonly name: string;
  readonly counts: readonly number[];
  readonly durations: readonly (ReportFigures["wait"] | undefined)[];
  readonly rating: AgentFigures["rating"];
}

function Line({ name, counts, durations, rating }: LineProps) {
  const { units } = useStrings();
  const cells = [
    ...counts.map(String),
    ...durations.map((duration) => (duration === undefined ? "—" : durationOf(duration.medianMs, units))),
    rating === undefined ? "—" : `${rating.mean.toFixed(1)} (${rating.count})`,
  ];
  return (
    <tr>
      <th scope="row" className="table-wide">
        {name}
      </th>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table are always the same.
        <td key={index} className="table-number figures">
          {cell}
        </td>
      ))}
    </tr>
  );
}
