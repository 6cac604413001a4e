import { Panel } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import { Icon } from '../../components/icon.tsx';
import type { Scenario, ScreenOf } from '../../../shared/index.ts';
import { useDesk } from '../../desk-context.ts';
import { useText } from '../../text/index.ts';

const icons = { 'new-hire': 'person', 'lost-phone': 'phone', 're-registration': 'again' } as const;

const ScenarioTile = ({ scenario }: { readonly scenario: Scenario }) => {
  const { send } = useDesk();
  const { t } = useText();
  return (
    <button
      type="button"
      className="choice-tile"
      data-intent="scenario.choose"
      data-scenario={scenario}
      onClick={() => send('scenario.choose', { scenario })}
    >
      <Icon name={icons[scenario]} />
      <span>
        <strong>{t(`scenario.${scenario}`)}</strong>
        <span className="soft">{t(`scenario-about.${scenario}`)}</span>
      </span>
    </button>
  );
};

/** Why this person needs a pass. */
export const OperatorScenario = ({ screen }: { readonly screen: ScreenOf<'operator/scenario'> }) => {
  const { t } = useText();
  return (
    <Panel title={t('scenario.title')} lead={t('scenario.lead', { name: screen.person.givenName })}>
      <PersonLine person={screen.person} />
      <div className="choices">
        {screen.scenarios.map((scenario) => (
          <ScenarioTile key={scenario} scenario={scenario} />
        ))}
      </div>
    </Panel>
  );
};
