import { FramedSignIn } from '../../components/framed-sign-in.tsx';
import { KeyTouch } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** The person signs in once as they will tomorrow. */
export const EnrolleeRetest = ({ screen }: { readonly screen: ScreenOf<'enrollee/retest'> }) => {
  const { t } = useText();
  return (
    <FramedSignIn
      guest={screen.guest}
      title={t('retest.title')}
      lead={t('retest.how')}
      picture={<KeyTouch />}
      cancel={t('retest.cancel')}
    />
  );
};
