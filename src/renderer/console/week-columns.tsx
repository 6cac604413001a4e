import type { ConsoleViewOf } from '../../shared/index.ts';
import { useText } from '../text/index.ts';

type Weeks = ConsoleViewOf<'charts'>['weeks'];

const [HIGH, STEP, WIDE] = [100, 10, 7];

/** Enrollments by week or day: a column each, the part that was done filled. */
const Columns = ({ weeks }: { readonly weeks: Weeks }) => {
  const most = Math.max(1, ...weeks.map(({ enrollments }) => enrollments));
  const heightOf = (count: number): number => (count / most) * HIGH;
  return (
    <svg
      className="week-columns"
      viewBox={`0 0 ${weeks.length * STEP} ${HIGH}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {weeks.map(({ week, enrollments, done }, index) => (
        <g key={week}>
          <rect
            data-state="all"
            x={index * STEP}
            y={HIGH - heightOf(enrollments)}
            width={WIDE}
            height={heightOf(enrollments)}
          />
          <rect
            data-state="done"
            x={index * STEP}
            y={HIGH - heightOf(done)}
            width={WIDE}
            height={heightOf(done)}
          />
        </g>
      ))}
    </svg>
  );
};

/** The columns, and the same as a table for whoever wants the numbers. */
export const WeekColumns = ({ weeks, head }: { readonly weeks: Weeks; readonly head: string }) => {
  const { t, number, date } = useText();
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <>
      <Columns weeks={weeks} />
      <p className="week-ends soft" aria-hidden="true">
        <span>{date(first.week)}</span>
        <span>{date(last.week)}</span>
      </p>
      <details className="console-card">
        <summary>{t('charts.numbers')}</summary>
        <table className="bar-table">
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col">{t('charts.enrollments')}</th>
              <th scope="col">{t('console-state.done')}</th>
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ week, enrollments, done }) => (
              <tr key={week}>
                <th scope="row">{date(week)}</th>
                <td>{number(enrollments)}</td>
                <td>{number(done)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
};
