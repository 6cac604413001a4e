import type { ConsoleViewOf } from '../../shared/index.ts';
import { inOneLine } from '../components/in-one-line.ts';
import { Scroll } from '../components/scroll.tsx';
import { useText } from '../text/index.ts';
import type { BarRow } from './bar-table.tsx';
import { Endings, endingParts } from './endings.tsx';
import { useScenario } from './scenario.ts';
import { WeekColumns } from './week-columns.tsx';

type Charts = ConsoleViewOf<'charts'>;

const useScenarioRows = (): ((scenarios: Charts['scenarios']) => readonly BarRow[]) => {
  const name = useScenario();
  return (scenarios) =>
    scenarios.map(({ scenario, ...ended }) => ({
      key: scenario,
      name: name(scenario),
      parts: endingParts(ended),
    }));
};

/** How the desk is used: by week, by why, and why the policy said no. Each chart is its own table. */
export const ChartsView = ({ view }: { readonly view: Charts }) => {
  const { t, date, shortMinutes } = useText();
  const scenarioRows = useScenarioRows();
  const { medianMinutes } = view;
  if (view.scenarios.length === 0) return <p className="lead">{t('charts.none')}</p>;
  return (
    <Scroll name={t('console-tab.charts')}>
      <p>
        {inOneLine([
          t('charts.span', { from: date(view.from), until: date(view.until) }),
          medianMinutes === null ? null : t('charts.median', { minutes: shortMinutes(medianMinutes) }),
        ])}
      </p>
      <h2>{t('charts.weeks')}</h2>
      <WeekColumns weeks={view.weeks} head={t('charts.week')} />
      <Endings title={t('charts.scenarios')} rows={scenarioRows(view.scenarios)} refusals={view.refusals} />
    </Scroll>
  );
};
