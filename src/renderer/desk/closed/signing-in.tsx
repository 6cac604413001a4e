import { FramedSignIn } from '../../components/framed-sign-in.tsx';
import { PhoneLock } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** The operator, or a supervisor, signs in at the tenant's own page. */
export const OperatorSigningIn = ({ screen }: { readonly screen: ScreenOf<'operator/signing-in'> }) => {
  const { t } = useText();
  const supervisor = screen.who === 'supervisor';
  return (
    <FramedSignIn
      guest={screen.guest}
      title={t(supervisor ? 'signing-in.title-supervisor' : 'signing-in.title')}
      lead={t(supervisor ? 'signing-in.lead-supervisor' : 'signing-in.lead')}
      picture={<PhoneLock />}
      cancel={t('signing-in.cancel')}
    />
  );
};
