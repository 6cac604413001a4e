import { BigButton } from '../../components/big-button.tsx';
import { methodName } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { KeyTouch, PhoneLock } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** Before the test sign-in. */
export const EnrolleeRetestReady = ({ screen }: { readonly screen: ScreenOf<'enrollee/retest-ready'> }) => {
  const { t } = useText();
  return (
    <Panel
      picture={screen.method.kind === 'security-key' ? <KeyTouch /> : <PhoneLock />}
      title={t('retest.title')}
      lead={t('retest.lead', { method: methodName(screen.method, t, true) })}
      actions={
        <BigButton intent="retest.start" request={{}} look="main" icon="arrow">
          {t('retest.start')}
        </BigButton>
      }
    />
  );
};
