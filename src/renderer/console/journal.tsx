import { Field, Input } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import { BigButton, PressButton } from '../components/big-button.tsx';
import type { ConsoleViewOf, EntryRow } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { Scroll } from './scroll.tsx';

const Search = ({ text: before }: { readonly text: string }) => {
  const { send } = useDesk();
  const { t } = useText();
  const [text, setText] = useState(before);
  const find = (): void => send('console.find', { text: text.trim(), before: null });
  const enter = (event: SyntheticEvent): void => {
    event.preventDefault();
    find();
  };
  return (
    <form className="console-search" onSubmit={enter}>
      <Field label={t('journal.search')}>
        <Input value={text} maxLength={64} autoComplete="off" onChange={(_, { value }) => setText(value)} />
      </Field>
      <PressButton onPress={find} name="console.find" icon="eye">
        {t('journal.find')}
      </PressButton>
    </form>
  );
};

const Entry = ({ entry }: { readonly entry: EntryRow }) => {
  const { dateTime } = useText();
  const { seq, at, type, enrollment, recordNumber } = entry;
  const words = (
    <span className="console-row">
      <span className="soft">{seq}</span>
      <strong>{type}</strong>
      <span>{recordNumber ?? ''}</span>
      <span className="soft">{dateTime(at)}</span>
    </span>
  );
  return (
    <li>
      {enrollment === null ? (
        <p className="console-plain">{words}</p>
      ) : (
        <BigButton intent="console.record" request={{ enrollment }} look="quiet">
          {words}
        </BigButton>
      )}
    </li>
  );
};

const Exported = ({ exported }: Pick<ConsoleViewOf<'journal'>, 'exported'>) => {
  const { t, number } = useText();
  if (exported === null) return null;
  return (
    <p className="console-exported">
      {t('journal.exported', { entries: number(exported.entries), file: exported.file })}
      <br />
      <span className="soft">SHA-256 {exported.sha256}</span>
    </p>
  );
};

/** The journal, newest first: searched, read further back, and exported. */
export const JournalView = ({ view }: { readonly view: ConsoleViewOf<'journal'> }) => {
  const { t } = useText();
  const { text, entries, before, exported } = view;
  return (
    <>
      <div className="console-line">
        <Search text={text} />
        <BigButton intent="console.export" request={{}} icon="document">
          {t('journal.export')}
        </BigButton>
      </div>
      <Exported exported={exported} />
      <Scroll name={t('console-tab.journal')}>
        {entries.length === 0 ? <p className="lead">{t('journal.none')}</p> : null}
        <ul className="console-list">
          {entries.map((entry) => (
            <Entry key={`${entry.epoch} ${entry.seq}`} entry={entry} />
          ))}
        </ul>
        {before === null ? null : (
          <BigButton intent="console.find" request={{ text, before }} icon="arrow">
            {t('journal.older')}
          </BigButton>
        )}
      </Scroll>
    </>
  );
};
