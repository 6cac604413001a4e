import { BigButton } from '../components/big-button.tsx';
import { inOneLine } from '../components/in-one-line.ts';
import { Scroll } from '../components/scroll.tsx';
import type { ConsoleViewOf } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { Facts } from './facts.tsx';

type Entry = ConsoleViewOf<'record'>['entries'][number];

const Proof = ({ entry }: { readonly entry: Entry }) => {
  const { t } = useText();
  const { step, actor, subject, hash, prev } = entry;
  return (
    <>
      <Facts
        facts={[
          ...(step === null ? [] : [{ name: 'step', value: step }]),
          { name: 'actor', value: actor },
          ...(subject === null ? [] : [{ name: 'subject', value: subject }]),
        ]}
      />
      <Facts facts={entry.data} />
      <h2>{t('record.proof')}</h2>
      <Facts
        facts={[
          { name: t('record.hash'), value: hash },
          { name: t('record.prev'), value: prev },
        ]}
      />
    </>
  );
};

/** Everything that the journal has of one enrollment, each entry with its proof. */
export const RecordView = ({ view }: { readonly view: ConsoleViewOf<'record'> }) => {
  const { t, dateTime } = useText();
  return (
    <>
      <div className="console-line">
        <h2>{t('record.title', { number: view.recordNumber })}</h2>
        <BigButton intent="console.show" request={{ view: view.from }}>
          {t('record.back')}
        </BigButton>
      </div>
      <Scroll name={t('record.title', { number: view.recordNumber })}>
        <ul className="console-list">
          {view.entries.map((entry) => (
            <li key={entry.seq}>
              <details className="console-card">
                <summary>
                  <span className="console-name">{entry.type}</span>
                  <span className="console-about">
                    {inOneLine([String(entry.seq), entry.step, dateTime(entry.at)])}
                  </span>
                </summary>
                <div className="console-more">
                  <Proof entry={entry} />
                </div>
              </details>
            </li>
          ))}
        </ul>
      </Scroll>
    </>
  );
};
