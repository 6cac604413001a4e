import { BigButton } from '../../components/big-button.tsx';
import { Facts } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { Verdict } from '../../components/verdict.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { Reasons } from '../decide/reasons.tsx';

/** Nothing was changed, and why. */
export const OperatorRefused = ({ screen }: { readonly screen: ScreenOf<'operator/refused'> }) => {
  const { t } = useText();
  return (
    <Panel
      tone="stop"
      title={<Verdict icon="stop">{t('refused.title')}</Verdict>}
      lead={t('refused.lead')}
      actions={
        <BigButton intent="enrollment.finish" request={{}} look="main" icon="arrow">
          {t('done.next')}
        </BigButton>
      }
    >
      <Facts rows={[[t('done.record'), screen.recordNumber]]} />
      <Reasons reasons={screen.reasons} />
    </Panel>
  );
};
