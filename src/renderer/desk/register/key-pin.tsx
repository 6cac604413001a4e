import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { PressButton } from '../../components/big-button.tsx';
import {
  OwnKeyboard,
  OwnKeyboardButton,
  useOwnKeyboard,
  type OwnKeyboardState,
} from '../../components/own-keyboard.tsx';
import { Panel } from '../../components/panel.tsx';
import type { KeyPinQuestion } from '../../../shared/index.ts';
import { useDesk } from '../../desk-context.ts';
import { useText } from '../../text/index.ts';
import { AnotherWay } from './buttons.tsx';

/** CTAP 2.1, 6.5.1: of its UTF-8. */
const mostBytes = 63;

/** As keys compare them. */
const asKey = (text: string): string => text.normalize('NFC');

const fits = (text: string, least: number): boolean =>
  Array.from(asKey(text)).length >= least && new TextEncoder().encode(asKey(text)).length <= mostBytes;

interface EntryProps {
  readonly which: 'enter' | 'first' | 'again';
  readonly title: string;
  readonly lead: string;
  readonly least: number;
  readonly keyboard: OwnKeyboardState;
  readonly done: (pin: string) => void;
}

/** One field, in which nobody can read what stands there; it is empty again as soon as it was sent. */
const Entry = ({ which, title, lead, least, keyboard, done }: EntryProps) => {
  const { t } = useText();
  const [text, setText] = useState('');
  const ready = fits(text, least);
  const enter = (): void => {
    if (!ready) return;
    setText('');
    done(asKey(text));
  };
  return (
    <Panel
      title={title}
      lead={lead}
      actions={
        <>
          <PressButton look="main" icon="key" name="key.pin" disabled={!ready} onPress={enter}>
            {t('key.pin.done')}
          </PressButton>
          {keyboard.offered ? <OwnKeyboardButton {...keyboard} /> : null}
          <AnotherWay />
        </>
      }
    >
      <Field label={t('key.pin.label')} className="key-pin" data-pin={which}>
        <Input
          type="password"
          value={text}
          maxLength={mostBytes}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => setText(value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') enter();
          }}
        />
      </Field>
      {keyboard.shown ? <OwnKeyboard text={text} setText={setText} most={mostBytes} enter={enter} /> : null}
    </Panel>
  );
};

interface QuestionProps {
  readonly question: KeyPinQuestion;
  readonly keyboard: OwnKeyboardState;
}

const Enter = ({ question: { leastCharacters: least, triesLeft, before }, keyboard }: QuestionProps) => {
  const { send } = useDesk();
  const { t, number } = useText();
  const lead = (): string => {
    if (before === null) return t('key.pin.enter-lead');
    return triesLeft === null ? t('key.pin.wrong') : t('key.pin.wrong-left', { left: number(triesLeft) });
  };
  return (
    <Entry
      which="enter"
      title={t('key.pin.enter-title')}
      lead={lead()}
      least={least}
      keyboard={keyboard}
      done={(pin) => send('key.pin', { pin })}
    />
  );
};

/** Chosen twice, so that a slip of the finger does not lock the person out. */
const Choose = ({ question: { leastCharacters: least, before }, keyboard }: QuestionProps) => {
  const { send } = useDesk();
  const { t, number } = useText();
  const [first, setFirst] = useState<string | null>(null);
  const [different, setDifferent] = useState(false);
  const lead = (): string => {
    if (different) return t('key.pin.different');
    return t(before === null ? 'key.pin.choose-lead' : 'key.pin.not-taken', { least: number(least) });
  };
  const done = (pin: string): void => {
    setDifferent(first !== null && first !== pin);
    setFirst(first === null ? pin : null);
    if (first === pin) send('key.pin', { pin });
  };
  return (
    <Entry
      key={first === null ? 'first' : 'again'}
      which={first === null ? 'first' : 'again'}
      title={t(first === null ? 'key.pin.choose-title' : 'key.pin.again-title')}
      lead={lead()}
      least={least}
      keyboard={keyboard}
      done={done}
    />
  );
};

/** The PIN of the person's own key, where the system does not ask for it. */
export const KeyPin = ({ question }: { readonly question: KeyPinQuestion }) => {
  const keyboard = useOwnKeyboard();
  return question.kind === 'choose' ? (
    <Choose question={question} keyboard={keyboard} />
  ) : (
    <Enter question={question} keyboard={keyboard} />
  );
};
