import type { ReactNode } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { PhoneAtStep } from '../../components/phone-pictures.tsx';
import type { PhonePlatform, PhoneScreen } from '../../../shared/index.ts';
import { useText, type Text } from '../../text/index.ts';
import { PassArea } from '../pass/pass-area.tsx';
import { LookNow } from '../register/buttons.tsx';
import { PhonePanel } from './phone-panel.tsx';
import { ScanSquare } from './scan.tsx';

interface StepProps {
  readonly screen: PhoneScreen;
  readonly platform: PhonePlatform;
}

const leadOf = ({ screen, platform }: StepProps, t: Text['t']): string => {
  switch (screen.step) {
    case 'allow-passkeys':
      return t(`phone.allow-passkeys.${platform}`);
    case 'finish':
      return t(`phone.finish.${screen.way}`);
    default:
      return t(`phone.${screen.step}.lead`);
  }
};

/** What the desk shows beside the words: the square, the code, or what the phone looks like now. */
const Beside = ({ screen, platform }: StepProps): ReactNode => {
  if (screen.step === 'enter-code') return <PassArea secondsLeft={screen.visibleSecondsLeft} />;
  if (screen.scan !== null) return <ScanSquare scan={screen.scan} />;
  return <PhoneAtStep platform={platform} step={screen.step} />;
};

const Actions = ({ screen }: Pick<StepProps, 'screen'>) => {
  const { t } = useText();
  const last = screen.number === screen.of;
  return (
    <div className="actions">
      {last ? (
        <LookNow main />
      ) : (
        <BigButton intent="phone.step" request={{ to: 'next' }} look="main" icon="arrow">
          {t('phone.next')}
        </BigButton>
      )}
      {screen.number === 1 ? null : (
        <BigButton intent="phone.step" request={{ to: 'back' }}>
          {t('phone.back')}
        </BigButton>
      )}
      <BigButton intent="phone.help" request={{ about: 'menu' }} look="quiet" icon="unsure">
        {t('phone.help')}
      </BigButton>
    </div>
  );
};

/** One step on the person's own phone. */
export const PhoneStepView = ({ screen, platform }: StepProps) => {
  const { t, number, seconds } = useText();
  const count = { number: number(screen.number), of: number(screen.of) };
  return (
    <PhonePanel
      step={screen.step}
      above={<p className="soft">{t('phone.count', count)}</p>}
      title={t(`phone.${screen.step}.title`)}
      lead={leadOf({ screen, platform }, t)}
      beside={<Beside screen={screen} platform={platform} />}
    >
      {screen.step === 'sign-in' ? <p className="user-name">{screen.userName}</p> : null}
      {screen.looksEvery === 0 ? null : (
        <p className="soft looks" role="status">
          {t('phone.looks', { time: seconds(screen.looksEvery) })}
        </p>
      )}
      <Actions screen={screen} />
    </PhonePanel>
  );
};
