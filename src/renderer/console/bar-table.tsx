import { useText } from '../text/index.ts';

type Part = 'done' | 'refused' | 'stopped';

/** One bar, made of parts. */
export interface BarRow {
  readonly key: string;
  readonly name: string;
  readonly parts: readonly { readonly of: Part; readonly count: number }[];
}

interface BarTableProps {
  readonly title: string;
  readonly rows: readonly BarRow[];
  /** What the parts are called; empty where there is but one. */
  readonly legend: readonly { readonly of: Part; readonly name: string }[];
}

const sumOf = ({ parts }: BarRow): number => parts.reduce((sum, { count }) => sum + count, 0);

/** Drawn as wide as the longest allows; a part has a pattern of its own beside its colour. */
const Bar = ({ row, longest }: { readonly row: BarRow; readonly longest: number }) => {
  const starts = row.parts.map((_, index) =>
    row.parts.slice(0, index).reduce((sum, { count }) => sum + count, 0),
  );
  return (
    <svg
      className="bar"
      viewBox={`0 0 ${longest} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {row.parts.map(({ of, count }, index) => (
        <rect key={of} data-state={of} x={starts[index] ?? 0} y={0} width={count} height={1} />
      ))}
    </svg>
  );
};

/** A chart of bars that is a table: who does not see the bars reads the numbers in its cells. */
export const BarTable = ({ title, rows, legend }: BarTableProps) => {
  const { number } = useText();
  const longest = Math.max(1, ...rows.map(sumOf));
  return (
    <table className="bar-table">
      <caption>{title}</caption>
      {legend.length === 0 ? null : (
        <thead>
          <tr>
            <td />
            <td />
            {legend.map(({ of, name }) => (
              <th key={of} scope="col" data-state={of}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.name}</th>
            <td>
              <Bar row={row} longest={longest} />
            </td>
            {row.parts.map(({ of, count }) => (
              <td key={of}>{number(count)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
