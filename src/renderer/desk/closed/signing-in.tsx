import { BigButton } from '../../components/big-button.tsx';
import { GuestLayout } from '../../components/guest-layout.tsx';
import { PhoneLock } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** The operator, or a supervisor, signs in at the tenant's own page. */
export const OperatorSigningIn = ({ screen }: { readonly screen: ScreenOf<'operator/signing-in'> }) => {
  const { t } = useText();
  const supervisor = screen.who === 'supervisor';
  return (
    <GuestLayout
      guest={screen.guest}
      title={t(supervisor ? 'signing-in.title-supervisor' : 'signing-in.title')}
    >
      <p>{t(supervisor ? 'signing-in.lead-supervisor' : 'signing-in.lead')}</p>
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
