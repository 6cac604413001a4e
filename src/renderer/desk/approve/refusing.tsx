import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { BigButton, PressButton } from '../../components/big-button.tsx';
import { Panel } from '../../components/panel.tsx';
import type { ApprovalRefusal } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

interface RefusingProps {
  readonly refusals: readonly ApprovalRefusal[];
  readonly back: () => void;
}

/** Why the second person says no: one of a few reasons, and words of their own if they like. */
export const Refusing = ({ refusals, back }: RefusingProps) => {
  const { t } = useText();
  const [reason, setReason] = useState<ApprovalRefusal | null>(null);
  const [remark, setRemark] = useState('');
  const words = remark.trim();
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
      <Field label={t('approver.remark')}>
        <Input
          value={remark}
          maxLength={200}
          autoComplete="off"
          onChange={(_, { value }) => setRemark(value)}
        />
      </Field>
    </Panel>
  );
};
