import { BigButton } from '../../components/big-button.tsx';
import { Facts } from '../../components/lists.tsx';
import { Title } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import { Verdict } from '../../components/verdict.tsx';
import { Warnings } from '../../components/warnings.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { Reasons } from './reasons.tsx';
import { Ways } from './ways.tsx';
import { scenarioName } from './scenario-name.ts';

type Decide = ScreenOf<'operator/decide'>;

const looks = {
  allow: { tone: 'decide', icon: 'check' },
  approve: { tone: 'decide', icon: 'person' },
  refuse: { tone: 'stop', icon: 'stop' },
} as const;

const Action = ({ verdict }: { readonly verdict: Decide['verdict'] }) => {
  const { t } = useText();
  return (
    <BigButton intent="decision.accept" request={{}} look="main" icon="arrow">
      {t(`decide.accept-${verdict}`)}
    </BigButton>
  );
};

/** What would be issued; nothing is when the answer is no. */
const Offer = ({ screen }: { readonly screen: Decide }) => {
  const { t, minutes } = useText();
  if (screen.verdict === 'refuse') return null;
  return (
    <Facts
      rows={[
        [t('decide.scenario'), scenarioName(screen, t)],
        [t('decide.lifetime'), minutes(screen.lifetimeMinutes)],
        [t('decide.group'), screen.groupName],
        [t('decide.rules'), screen.ruleSet],
      ]}
    />
  );
};

/** The decision in one word, then every reason. */
export const OperatorDecide = ({ screen }: { readonly screen: Decide }) => {
  const { t } = useText();
  const { tone, icon } = looks[screen.verdict];
  return (
    <div className={`panel panel-split panel-decision panel-${tone}`} data-verdict={screen.verdict}>
      <div className="panel-body">
        <Title>
          <Verdict icon={icon}>{t(`decide.${screen.verdict}`)}</Verdict>
        </Title>
        <p className="lead">{t(`decide.lead-${screen.verdict}`, { name: screen.person.displayName })}</p>
        <PersonLine person={screen.person} />
        <Offer screen={screen} />
        <div className="actions">
          <Action verdict={screen.verdict} />
        </div>
      </div>
      <div className="decision-reasons">
        <Warnings warnings={screen.warnings} />
        <Ways ways={screen.ways} />
        <Reasons reasons={screen.reasons} />
      </div>
    </div>
  );
};
