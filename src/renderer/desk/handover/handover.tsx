import { BigButton } from '../../components/big-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { TurnScreen } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** Shows nothing of either person; the one to whom the screen is turned confirms. */
export const Handover = ({ screen }: { readonly screen: ScreenOf<'handover'> }) => {
  const { t } = useText();
  const { to, givenName } = screen;
  const who = to !== 'enrollee' ? to : givenName === null ? 'guest' : 'person';
  const name = givenName ?? '';
  return (
    <Panel
      picture={<TurnScreen />}
      title={t(`handover.title-${who}`, { name })}
      lead={t(`handover.lead-${who}`, { name })}
      actions={
        <>
          <BigButton intent="desk.confirm-handover" request={{}} look="main" icon="arrow">
            {t(`handover.confirm-${who}`, { name })}
          </BigButton>
          {to === 'approver' ? (
            <BigButton intent="desk.show-operator" request={{}}>
              {t('handover.back')}
            </BigButton>
          ) : null}
        </>
      }
    >
      {/* For whoever plays the screens in a test. */}
      <span hidden data-handover={to} />
    </Panel>
  );
};
