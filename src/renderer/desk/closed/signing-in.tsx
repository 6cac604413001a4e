import { BigButton } from '../../components/big-button.tsx';
import { GuestLayout } from '../../components/guest-layout.tsx';
import { PhoneLock } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** The operator signs in at the tenant's own page. */
export const OperatorSigningIn = ({ screen }: { readonly screen: ScreenOf<'operator/signing-in'> }) => {
  const { t } = useText();
  return (
    <GuestLayout guest={screen.guest} title={t('signing-in.title')}>
      <p>{t('signing-in.lead')}</p>
      <div className="strip-picture">
        <PhoneLock />
      </div>
      <div className="stack">
        <BigButton intent="guest.reload" request={{}} icon="again">
          {t('guest.reload')}
        </BigButton>
        <BigButton intent="guest.cancel" request={{}} look="quiet" icon="cross">
          {t('signing-in.cancel')}
        </BigButton>
      </div>
    </GuestLayout>
  );
};
