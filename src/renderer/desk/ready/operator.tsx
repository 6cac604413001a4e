import { useState, type SyntheticEvent } from 'react';
import { BigButton, PressButton } from '../../components/big-button.tsx';
import { LeftList } from '../../components/lists.tsx';
import {
  OwnKeyboard,
  OwnKeyboardButton,
  useOwnKeyboard,
  type OwnKeyboardState,
} from '../../components/own-keyboard.tsx';
import { Panel } from '../../components/panel.tsx';
import { PostureButton } from '../../components/posture-button.tsx';
import { ReadersButton } from '../../components/readers-button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { Warnings } from '../../components/warnings.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useDesk } from '../../desk-context.ts';
import { useText } from '../../text/index.ts';

const Today = ({ today }: { readonly today: ScreenOf<'operator/ready'>['today'] }) => {
  const { t, number, shortMinutes } = useText();
  const tiles: readonly (readonly [string, string])[] = [
    [t('ready.done'), number(today.done)],
    [t('ready.refused'), number(today.refused)],
    [t('ready.stopped'), number(today.stopped)],
    [t('ready.median'), today.medianMinutes === null ? '–' : shortMinutes(today.medianMinutes)],
  ];
  return (
    <dl className="tiles">
      {tiles.map(([name, value]) => (
        <div key={name} className="tile">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const focus = (field: HTMLInputElement | null): void => field?.focus();

/** The longest number that the contract takes. */
const mostDigits = 64;

interface TypedBadgeProps {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly find: () => void;
}

/** For a badge that the reader cannot read; the record says that the number was typed. */
const TypedBadge = ({ text, setText, find }: TypedBadgeProps) => {
  const { t } = useText();
  const enter = (event: SyntheticEvent): void => {
    event.preventDefault();
    find();
  };
  return (
    <form className="typed-badge" onSubmit={enter}>
      <TextField
        label={t('ready.number')}
        hint={t('ready.number-hint')}
        text={text}
        setText={setText}
        most={mostDigits}
        // Asked for by the button before: the next thing typed is the number.
        input={focus}
      />
      <PressButton look="plain" icon="arrow" onPress={find} name="badge.enter">
        {t('ready.find')}
      </PressButton>
    </form>
  );
};

/** The same with the desk's own keyboard, which needs the screen for itself. */
const TappedBadge = ({
  typed,
  keyboard,
  back,
}: {
  readonly typed: TypedBadgeProps;
  readonly keyboard: OwnKeyboardState;
  readonly back: () => void;
}) => {
  const { t } = useText();
  return (
    <Panel title={t('ready.type')}>
      <TypedBadge {...typed} />
      <OwnKeyboard text={typed.text} setText={typed.setText} most={mostDigits} enter={typed.find} />
      <div className="actions">
        <PressButton onPress={back}>{t('frame.back')}</PressButton>
        <OwnKeyboardButton {...keyboard} />
      </div>
    </Panel>
  );
};

/** The day at a glance, waiting for a badge. */
export const OperatorReady = ({ screen }: { readonly screen: ScreenOf<'operator/ready'> }) => {
  const { send } = useDesk();
  const { t } = useText();
  const keyboard = useOwnKeyboard();
  const [text, setText] = useState<string | null>(null);
  const find = (): void => {
    const number = (text ?? '').trim();
    if (number !== '') send('badge.enter', { text: number });
  };
  const typed = text === null ? null : { text, setText, find };
  if (typed !== null && keyboard.shown) {
    return <TappedBadge typed={typed} keyboard={keyboard} back={() => setText(null)} />;
  }
  return (
    <Panel
      title={t('ready.title')}
      lead={t('ready.lead', { name: screen.operatorName })}
      actions={
        <>
          <BigButton intent="desk.show-welcome" request={{}} look="main" icon="badge">
            {t('ready.welcome')}
          </BigButton>
          <BigButton intent="operator.sign-out" request={{}}>
            {t('ready.sign-out')}
          </BigButton>
        </>
      }
    >
      <Warnings warnings={screen.warnings} />
      <Today today={screen.today} />
      {screen.left.length === 0 ? null : <LeftList left={screen.left} />}
      <div className="ready-more">
        {typed === null ? (
          <PressButton look="quiet" icon="badge" onPress={() => setText('')} name="type-badge">
            {t('ready.type')}
          </PressButton>
        ) : (
          <TypedBadge {...typed} />
        )}
        {typed !== null && keyboard.offered ? <OwnKeyboardButton {...keyboard} /> : null}
        <PostureButton posture={screen.posture} />
        <ReadersButton />
        <BigButton intent="policy.show" request={{}} look="quiet" icon="document">
          {t('policy.show')}
        </BigButton>
      </div>
    </Panel>
  );
};
