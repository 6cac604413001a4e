import { Panel } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import { Icon } from '../../components/icon.tsx';
import { Tile } from '../../components/tile.tsx';
import type { Scenario, ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

const icons = { 'new-hire': 'person', 'lost-phone': 'phone', 're-registration': 'again' } as const;

const ScenarioTile = ({ scenario }: { readonly scenario: Scenario }) => {
  const { t } = useText();
  return (
    <Tile intent="scenario.choose" request={{ scenario }} className="choice-tile" data-scenario={scenario}>
      <Icon name={icons[scenario]} />
      <span>
        <strong>{t(`scenario.${scenario}`)}</strong>
        <span className="soft">{t(`scenario-about.${scenario}`)}</span>
      </span>
    </Tile>
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
