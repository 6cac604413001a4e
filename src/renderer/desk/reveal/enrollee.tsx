import { BigButton } from '../../components/big-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { OnlyYou } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { HoldButton, OtherWaysToRead } from '../pass/pass-controls.tsx';
import { PassField, SpokenPass, usePassView } from '../pass/pass-field.tsx';
import { SecondsToLook } from '../pass/seconds-to-look.tsx';

/** The pass, for the enrollee alone. */
export const EnrolleeReveal = ({ screen }: { readonly screen: ScreenOf<'enrollee/reveal'> }) => {
  const { t } = useText();
  const { present } = usePassView();
  return (
    <Panel
      picture={<OnlyYou />}
      title={t('reveal.title', { name: screen.givenName })}
      lead={t('reveal.lead')}
      actions={
        <BigButton intent="pass.noted" request={{}} look={present ? 'plain' : 'main'} icon="arrow">
          {t('reveal.noted')}
        </BigButton>
      }
    >
      <div className="reveal">
        <PassField />
        <SecondsToLook secondsLeft={screen.visibleSecondsLeft} />
        <HoldButton />
        <OtherWaysToRead />
        <SpokenPass />
      </div>
    </Panel>
  );
};
