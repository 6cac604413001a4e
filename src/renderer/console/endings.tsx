import type { ConsoleViewOf } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { BarTable, type BarRow } from './bar-table.tsx';
import { useRefusalWords } from './refusal-words.ts';

interface Ended {
  readonly done: number;
  readonly refused: number;
  readonly stopped: number;
}

/** How enrollments ended, as the parts of one bar. */
export const endingParts = ({ done, refused, stopped }: Ended): BarRow['parts'] => [
  { of: 'done', count: done },
  { of: 'refused', count: refused },
  { of: 'stopped', count: stopped },
];

interface EndingsProps {
  readonly title: string;
  readonly rows: readonly BarRow[];
  readonly refusals: ConsoleViewOf<'charts'>['refusals'];
}

/** How enrollments ended, row by row, and why the policy said no where it did. */
export const Endings = ({ title, rows, refusals }: EndingsProps) => {
  const { t } = useText();
  const inWords = useRefusalWords();
  return (
    <div className="console-charts">
      <BarTable
        title={title}
        rows={rows}
        legend={[
          { of: 'done', name: t('console-state.done') },
          { of: 'refused', name: t('console-state.refused') },
          { of: 'stopped', name: t('console-state.stopped') },
        ]}
      />
      {refusals.length === 0 ? null : (
        <BarTable
          title={t('charts.refusals')}
          rows={refusals.map(({ code, count }) => ({
            key: code,
            name: inWords(code),
            parts: [{ of: 'refused', count }],
          }))}
          legend={[]}
        />
      )}
    </div>
  );
};
