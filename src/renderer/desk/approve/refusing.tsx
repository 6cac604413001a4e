import { useState } from 'react';
import { BigButton, PressButton } from '../../components/big-button.tsx';
import {
  OwnKeyboard,
  OwnKeyboardButton,
  useOwnKeyboard,
  type OwnKeyboardState,
} from '../../components/own-keyboard.tsx';
import { Panel } from '../../components/panel.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { ApprovalRefusal } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

interface RefusingProps {
  readonly refusals: readonly ApprovalRefusal[];
  readonly back: () => void;
}

/** As many as the contract takes. */
const mostLetters = 200;

interface RemarkProps {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly focused?: (() => void) | undefined;
}

const Remark = (remark: RemarkProps) => {
  const { t } = useText();
  return <TextField label={t('approver.remark')} most={mostLetters} {...remark} />;
};

interface WritingProps extends Omit<RemarkProps, 'focused'> {
  readonly keyboard: OwnKeyboardState;
  readonly done: () => void;
}

/** Their own words with the desk's own keyboard, which needs the screen for itself. */
const Writing = ({ text, setText, keyboard, done }: WritingProps) => {
  const { t } = useText();
  return (
    <Panel title={t('approver.remark')}>
      <Remark text={text} setText={setText} />
      <OwnKeyboard text={text} setText={setText} most={mostLetters} enter={done} />
      <div className="actions">
        <PressButton icon="check" onPress={done} name="remark-done">
          {t('approver.remark-done')}
        </PressButton>
        <OwnKeyboardButton {...keyboard} />
      </div>
    </Panel>
  );
};

/** Why the second person says no: one of a few reasons, and words of their own if they like. */
export const Refusing = ({ refusals, back }: RefusingProps) => {
  const { t } = useText();
  const [reason, setReason] = useState<ApprovalRefusal | null>(null);
  const [remark, setRemark] = useState('');
  const keyboard = useOwnKeyboard();
  const [writing, setWriting] = useState(false);
  const words = remark.trim();
  if (writing && keyboard.shown) {
    const done = (): void => setWriting(false);
    return <Writing text={remark} setText={setRemark} keyboard={keyboard} done={done} />;
  }
  return (
    <Panel
      title={t('approver.refusing-title')}
      lead={t('approver.refusing-lead')}
      actions={
        <>
          <BigButton
            intent="approval.refuse"
            request={{ reason: reason ?? 'other', remark: words === '' ? null : words }}
            look="stop"
            icon="stop"
            disabled={reason === null}
          >
            {t('approver.refuse-now')}
          </BigButton>
          <PressButton onPress={back}>{t('frame.back')}</PressButton>
        </>
      }
    >
      <div className="choices" role="group" aria-label={t('approver.refusing-title')}>
        {refusals.map((one) => (
          <button
            key={one}
            type="button"
            className="choice-tile"
            aria-pressed={reason === one}
            data-chosen={reason === one}
            data-refusal={one}
            onClick={() => setReason(one)}
          >
            <strong>{t(`approval-refusal.${one}`)}</strong>
          </button>
        ))}
      </div>
      <Remark text={remark} setText={setRemark} focused={() => setWriting(true)} />
    </Panel>
  );
};
