import { useState, type SyntheticEvent } from 'react';
import { BigButton, PressButton } from '../components/big-button.tsx';
import {
  OwnKeyboard,
  OwnKeyboardButton,
  useOwnKeyboard,
  type OwnKeyboardState,
} from '../components/own-keyboard.tsx';
import { Scroll } from '../components/scroll.tsx';
import { TextField } from '../components/text-field.tsx';
import type { ConsoleViewOf, EntryRow } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';

/** As many as the contract takes. */
const mostLetters = 64;

interface Searching {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly find: () => void;
}

const Search = ({ text, setText, find, focused }: Searching & { readonly focused: () => void }) => {
  const { t } = useText();
  const enter = (event: SyntheticEvent): void => {
    event.preventDefault();
    find();
  };
  return (
    <form className="console-search" onSubmit={enter}>
      <TextField
        label={t('journal.search')}
        text={text}
        setText={setText}
        most={mostLetters}
        focused={focused}
      />
      <PressButton onPress={find} name="console.find" icon="eye">
        {t('journal.find')}
      </PressButton>
    </form>
  );
};

/** The desk's own keyboard takes the place of the list while somebody types with it. */
const Typing = ({ text, setText, find, keyboard }: Searching & { readonly keyboard: OwnKeyboardState }) => (
  <>
    <OwnKeyboard text={text} setText={setText} most={mostLetters} enter={find} />
    <div className="actions">
      <OwnKeyboardButton {...keyboard} />
    </div>
  </>
);

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

interface ListProps {
  readonly view: ConsoleViewOf<'journal'>;
}

const List = ({ view: { text, entries, before } }: ListProps) => {
  const { t } = useText();
  return (
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
  );
};

/** The journal, newest first: searched, read further back, and exported. */
export const JournalView = ({ view }: ListProps) => {
  const { send } = useDesk();
  const { t } = useText();
  const keyboard = useOwnKeyboard();
  const [text, setText] = useState(view.text);
  const [typing, setTyping] = useState(false);
  const find = (): void => {
    setTyping(false);
    send('console.find', { text: text.trim(), before: null });
  };
  const searching = { text, setText, find };
  return (
    <>
      <div className="console-line">
        <Search {...searching} focused={() => setTyping(true)} />
        {keyboard.offered && !keyboard.shown ? <OwnKeyboardButton {...keyboard} /> : null}
        <BigButton intent="console.export" request={{}} icon="document">
          {t('journal.export')}
        </BigButton>
      </div>
      <Exported exported={view.exported} />
      {typing && keyboard.shown ? <Typing {...searching} keyboard={keyboard} /> : <List view={view} />}
    </>
  );
};
