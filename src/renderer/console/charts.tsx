import type { ConsoleViewOf } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { BarTable, type BarRow } from './bar-table.tsx';
import { useScenario } from './scenario.ts';
import { useRefusalWords } from './refusal-words.ts';
import { Scroll } from './scroll.tsx';
import { WeekColumns } from './week-columns.tsx';

type Charts = ConsoleViewOf<'charts'>;

const useScenarioRows = (): ((scenarios: Charts['scenarios']) => readonly BarRow[]) => {
  const name = useScenario();
  return (scenarios) =>
    scenarios.map(({ scenario, done, refused, stopped }) => ({
      key: scenario,
      name: name(scenario),
      parts: [
        { of: 'done', count: done },
        { of: 'refused', count: refused },
        { of: 'stopped', count: stopped },
      ],
    }));
};

export const refusalRows = (
  refusals: Charts['refusals'],
  inWords: (code: string) => string,
): readonly BarRow[] =>
  refusals.map(({ code, count }) => ({ key: code, name: inWords(code), parts: [{ of: 'refused', count }] }));

/** How the desk is used: by week, by why, and why the policy said no. Each chart is its own table. */
export const ChartsView = ({ view }: { readonly view: Charts }) => {
  const { t, date, shortMinutes } = useText();
  const scenarioRows = useScenarioRows();
  const inWords = useRefusalWords();
  if (view.scenarios.length === 0) return <p className="lead">{t('charts.none')}</p>;
  return (
    <Scroll name={t('console-tab.charts')}>
      <p>
        {t('charts.span', { from: date(view.from), until: date(view.until) })}
        {view.medianMinutes === null
          ? ''
          : ` · ${t('charts.median', { minutes: shortMinutes(view.medianMinutes) })}`}
      </p>
      <h2>{t('charts.weeks')}</h2>
      <WeekColumns weeks={view.weeks} head={t('charts.week')} />
      <div className="console-charts">
        <BarTable
          title={t('charts.scenarios')}
          rows={scenarioRows(view.scenarios)}
          legend={[
            { of: 'done', name: t('console-state.done') },
            { of: 'refused', name: t('console-state.refused') },
            { of: 'stopped', name: t('console-state.stopped') },
          ]}
        />
        {view.refusals.length === 0 ? null : (
          <BarTable title={t('charts.refusals')} rows={refusalRows(view.refusals, inWords)} legend={[]} />
        )}
      </div>
    </Scroll>
  );
};
