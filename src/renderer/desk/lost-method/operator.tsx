import { useState } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { methodName } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import { TickBox } from '../../components/tick-box.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** Which of the person's methods were lost; those are removed once the new one is proven. */
export const OperatorLostMethod = ({ screen }: { readonly screen: ScreenOf<'operator/lost-method'> }) => {
  const { t } = useText();
  const [lost, setLost] = useState<readonly string[]>([]);
  const change = (id: string, chosen: boolean): void =>
    setLost(chosen ? [...lost, id] : lost.filter((one) => one !== id));
  return (
    <Panel
      title={t('lost-method.title')}
      lead={t(screen.methods.length === 0 ? 'lost-method.none' : 'lost-method.lead')}
      actions={
        <BigButton
          intent="lost-method.choose"
          request={{ methodIds: [...lost] }}
          look="main"
          icon="arrow"
          disabled={screen.methods.length > 0 && lost.length === 0}
        >
          {t('lost-method.continue')}
        </BigButton>
      }
    >
      <PersonLine person={screen.person} />
      <div className="choices" role="group" aria-label={t('lost-method.title')}>
        {screen.methods.map((method) => (
          <div key={method.id} className="choice-tile" data-chosen={lost.includes(method.id)}>
            <TickBox
              checked={lost.includes(method.id)}
              method={method.id}
              onChange={(checked) => change(method.id, checked)}
            >
              {methodName(method, t, false)}
            </TickBox>
          </div>
        ))}
      </div>
    </Panel>
  );
};
