import { BigButton } from '../../components/big-button.tsx';
import { Title } from '../../components/panel.tsx';
import { Scroll } from '../../components/scroll.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { useNamed } from '../../text/named.ts';

/** The policy in force, a sentence a rule. Nothing can be changed here. */
export const OperatorPolicy = ({ screen }: { readonly screen: ScreenOf<'operator/policy'> }) => {
  const { t, find } = useText();
  const named = useNamed();
  return (
    <div className="panel panel-policy">
      <div className="panel-body">
        <Title>{t('policy.title')}</Title>
        <p className="lead">{t('policy.lead')}</p>
        <div className="actions">
          <BigButton intent="policy.close" request={{}} look="main" icon="arrow">
            {t('policy.close')}
          </BigButton>
        </div>
        <Scroll className="policy-rules" name={t('policy.title')}>
          {screen.sentences.map(({ code, params }) => (
            <p key={code} data-rule={code}>
              {find(`rule.${code}`, named(params)) ?? code}
            </p>
          ))}
        </Scroll>
        <p className="soft">
          {t('decide.rules')}: {screen.ruleSet}
        </p>
      </div>
    </div>
  );
};
