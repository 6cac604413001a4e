import { FramedSignIn } from '../../components/framed-sign-in.tsx';
import type { MethodLabel, ScreenOf } from '../../../shared/index.ts';
import { useText, type TextKey } from '../../text/index.ts';
import { MethodPicture } from './ready.tsx';

const how: Partial<Record<MethodLabel['kind'], TextKey>> = {
  authenticator: 'retest.how-authenticator',
  passkey: 'retest.how-passkey',
};

/** The person signs in once as they will tomorrow. */
export const EnrolleeRetest = ({ screen }: { readonly screen: ScreenOf<'enrollee/retest'> }) => {
  const { t } = useText();
  const { method, guest } = screen;
  return (
    <FramedSignIn
      guest={guest}
      title={t('retest.title')}
      lead={t(how[method.kind] ?? 'retest.how')}
      picture={<MethodPicture method={method} />}
      cancel={t('retest.cancel')}
    />
  );
};
