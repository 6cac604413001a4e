import { BigButton } from '../../components/big-button.tsx';
import { Facts, MarkedList } from '../../components/lists.tsx';
import { Title } from '../../components/panel.tsx';
import { Verdict } from '../../components/verdict.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { Reasons } from '../decide/reasons.tsx';
import { Ways } from '../decide/ways.tsx';
import { whatNow } from './what-now.ts';

type Refused = ScreenOf<'operator/refused'>;

const Now = ({ screen }: { readonly screen: Refused }) => {
  const { t } = useText();
  const steps = screen.refusal === null ? whatNow(screen.reasons) : (['approval'] as const);
  return (
    <>
      <h2>{t('refused.now')}</h2>
      <MarkedList
        items={steps.map((step) => ({ id: step, text: t(`refused.now-${step}`) }))}
        icon="arrow"
        tone="plain"
      />
    </>
  );
};

/** Nothing was changed: why, and what to do now. */
export const OperatorRefused = ({ screen }: { readonly screen: Refused }) => {
  const { t } = useText();
  const { refusal } = screen;
  const answer =
    refusal === null ? [] : [[t('refused.answer'), t(`approval-refusal.${refusal.reason}`)] as const];
  return (
    <div className="panel panel-split panel-decision panel-stop">
      <div className="panel-body">
        <Title>
          <Verdict icon="stop">{t('refused.title')}</Verdict>
        </Title>
        <p className="lead">
          {refusal === null ? t('refused.lead') : t('refused.lead-approver', { name: refusal.name })}
        </p>
        <Now screen={screen} />
        <div className="actions">
          <BigButton intent="enrollment.finish" request={{}} look="main" icon="arrow">
            {t('done.next')}
          </BigButton>
        </div>
        <Facts rows={[...answer, [t('done.record'), screen.recordNumber]]} />
      </div>
      <div className="decision-reasons">
        <Reasons reasons={screen.reasons} />
        {screen.ways.length === 0 ? null : <Ways ways={screen.ways} />}
      </div>
    </div>
  );
};
