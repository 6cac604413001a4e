import { BigButton } from '../../components/big-button.tsx';
import { GuestLayout } from '../../components/guest-layout.tsx';
import { KeyTouch } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** The person signs in once as they will tomorrow. */
export const EnrolleeRetest = ({ screen }: { readonly screen: ScreenOf<'enrollee/retest'> }) => {
  const { t } = useText();
  return (
    <GuestLayout guest={screen.guest} title={t('retest.title')}>
      <p>{t('retest.how')}</p>
      <div className="strip-picture">
        <KeyTouch />
      </div>
      <div className="stack">
        <BigButton intent="guest.reload" request={{}} icon="again">
          {t('guest.reload')}
        </BigButton>
        <BigButton intent="guest.cancel" request={{}} look="quiet" icon="cross">
          {t('retest.cancel')}
        </BigButton>
      </div>
    </GuestLayout>
  );
};
