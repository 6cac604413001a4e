import { BigButton } from '../../components/big-button.tsx';
import { methodName } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { NumberMatch } from '../../components/phone-pictures.tsx';
import { KeyTouch, PhoneLock } from '../../components/pictures.tsx';
import type { MethodLabel, ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** What the person signs in with. */
export const MethodPicture = ({ method }: { readonly method: MethodLabel }) => {
  switch (method.kind) {
    case 'security-key':
      return <KeyTouch />;
    case 'authenticator':
      return <NumberMatch />;
    default:
      return <PhoneLock />;
  }
};

type Ready = ScreenOf<'enrollee/retest-ready'>;

const Actions = ({ places, failed }: Pick<Ready, 'places' | 'failed'>) => {
  const { t } = useText();
  const [first] = places;
  return (
    <>
      {places.includes('here') ? (
        <BigButton intent="retest.start" request={{}} look="main" icon="arrow">
          {t('retest.start')}
        </BigButton>
      ) : null}
      {places.includes('on-phone') && (first === 'on-phone' || failed) ? (
        <BigButton
          intent="retest.on-phone"
          request={{}}
          look={first === 'on-phone' ? 'main' : 'plain'}
          icon="phone"
        >
          {t('retest.on-phone')}
        </BigButton>
      ) : null}
      {failed ? (
        <BigButton intent="retest.new-code" request={{}} look="quiet">
          {t('retest.new-code')}
        </BigButton>
      ) : null}
    </>
  );
};

/** Before the test sign-in, and after one that did not work. */
export const EnrolleeRetestReady = ({ screen }: { readonly screen: Ready }) => {
  const { t } = useText();
  const { method, failed, places } = screen;
  const lead =
    method.kind === 'authenticator'
      ? t('retest.lead-authenticator')
      : t('retest.lead', { method: methodName(method, t, true) });
  return (
    <Panel
      picture={<MethodPicture method={method} />}
      title={t('retest.title')}
      lead={failed ? t('retest.try') : lead}
      actions={<Actions places={places} failed={failed} />}
    />
  );
};
