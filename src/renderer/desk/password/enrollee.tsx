import { FramedSignIn } from '../../components/framed-sign-in.tsx';
import { NewPassword } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** The person signs in with the new method at the tenant's own page, and sets a new password there. */
export const EnrolleePassword = ({ screen }: { readonly screen: ScreenOf<'enrollee/password'> }) => {
  const { t } = useText();
  return (
    <FramedSignIn
      guest={screen.guest}
      title={t('password.title')}
      lead={t('password.how')}
      picture={<NewPassword />}
      cancel={t('password.back')}
    />
  );
};
