import { fill } from "../model/fill.ts";
import type { Bar } from "../model/reports.ts";

interface ChartProps {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** How a bar is told, with `{label}`, `{handoffs}` and `{answered}`. */
  readonly told: string;
}

/** The units of the drawing, which is stretched to the width of the page. */
const STEP = 10;
const WIDTH = 7;
const HEIGHT = 100;

/** Bars side by side: all handoffs, and of them in front those that an agent had. */
export function ReportsChart({ title, bars, told }: ChartProps) {
  const most = Math.max(0, ...bars.map(({ handoffs }) => handoffs));
  return (
    <figure className="chart">
      <figcaption>{title}</figcaption>
      <p className="chart-most figures" aria-hidden="true">
        {most}
      </p>
      {/* What it draws is in the table as well: it is one picture, and not read bar by bar. */}
      <svg
        className="chart-bars"
        viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={title}
      >
        {bars.map((bar, index) => (
          <g key={bar.label}>
            <title>{fill(told, { ...bar })}</title>
            <rect className="chart-ground" x={index * STEP} y={0} width={STEP} height={HEIGHT} />
            <Column className="chart-all" index={index} height={bar.height} />
            <Column className="chart-answered" index={index} height={bar.answeredHeight} />
          </g>
        ))}
      </svg>
      <p className="chart-ends figures" aria-hidden="true">
        <span>{bars[0]?.label}</span>
        <span>{bars.length > 1 && bars.at(-1)?.label}</span>
      </p>
    </figure>
  );
}

interface ColumnProps {
  readonly className: string;
  readonly index: number;
  readonly height: number;
}

function Column({ className, index, height }: ColumnProps) {
  const x = index * STEP + (STEP - WIDTH) / 2;
  return (
    <rect className={className} x={x} y={HEIGHT * (1 - height)} width={WIDTH} height={HEIGHT * height} />
  );
}
