import { BigButton } from '../components/big-button.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { inOneLine } from '../components/in-one-line.ts';
import { Scroll } from '../components/scroll.tsx';
import type { ConsoleViewOf, EnrollmentRow, EnrollmentState } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { useScenario } from './scenario.ts';

const icons: Readonly<Record<EnrollmentState, IconName>> = {
  running: 'waiting',
  done: 'check',
  refused: 'cross',
  stopped: 'stop',
  unresolved: 'warning',
};

const DAY_MS = 86_400_000;
/** The strip is a day wide and as high as a finger. */
const [WIDE, HIGH, LEAST] = [1_440, 56, 6];

/** The last day as a strip, a mark an enrollment; the list beneath says the same in words. */
const Strip = ({ enrollments }: { readonly enrollments: readonly EnrollmentRow[] }) => {
  const newest = Math.max(...enrollments.map(({ at, minutes }) => Date.parse(at) + (minutes ?? 0) * 60_000));
  const placeOf = (at: string): number => WIDE - ((newest - Date.parse(at)) / DAY_MS) * WIDE;
  return (
    <svg
      className="day-strip"
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {enrollments.map(({ enrollment, at, minutes, state }) => (
        <rect
          key={enrollment}
          data-state={state}
          x={Math.max(0, placeOf(at))}
          y={state === 'done' ? 12 : 2}
          width={Math.max(LEAST, minutes ?? LEAST)}
          height={state === 'done' ? HIGH - 24 : HIGH - 4}
        />
      ))}
    </svg>
  );
};

const Row = ({ row }: { readonly row: EnrollmentRow }) => {
  const { t, dateTime, shortMinutes } = useText();
  const scenarioName = useScenario();
  const parts = [
    dateTime(row.at),
    scenarioName(row.scenario),
    row.minutes === null ? null : shortMinutes(row.minutes),
  ];
  return (
    <li data-state={row.state}>
      <BigButton intent="console.record" request={{ enrollment: row.enrollment }} look="quiet">
        <span className="console-row">
          <Icon name={icons[row.state]} />
          <strong>{row.recordNumber}</strong>
          <span className="console-word">{t(`console-state.${row.state}`)}</span>
          <span className="soft">{inOneLine(parts)}</span>
        </span>
      </BigButton>
    </li>
  );
};

/** Enrollments of the last day: those that run, and how the others ended. */
export const TodayView = ({ view }: { readonly view: ConsoleViewOf<'today'> }) => {
  const { t, number, date } = useText();
  const { enrollments, hold } = view;
  const tiles = (['running', 'done', 'refused', 'stopped', 'unresolved'] as const).map((state) => ({
    state,
    count: enrollments.filter((one) => one.state === state).length,
  }));
  return (
    <>
      <dl className="console-tiles">
        {tiles.map(({ state, count }) => (
          <div key={state} data-state={state}>
            <dt>{t(`console-state.${state}`)}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
      {hold === null ? null : (
        <p className="console-hold">
          {t('console.hold', { since: date(hold.since), reference: hold.reference })}
        </p>
      )}
      {enrollments.length === 0 ? (
        <p className="lead">{t('console.today-none')}</p>
      ) : (
        <>
          <Strip enrollments={enrollments} />
          <Scroll name={t('console-tab.today')}>
            <ul className="console-list">
              {enrollments.map((row) => (
                <Row key={row.enrollment} row={row} />
              ))}
            </ul>
          </Scroll>
        </>
      )}
    </>
  );
};
