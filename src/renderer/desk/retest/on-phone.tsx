import { BigButton } from '../../components/big-button.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { PhonePanel } from '../phone/phone-panel.tsx';
import { ScanSquare } from '../phone/scan.tsx';

/** The test sign-in on the person's own phone, where this system cannot reach it. */
export const EnrolleeRetestPhone = ({ screen }: { readonly screen: ScreenOf<'enrollee/retest-phone'> }) => {
  const { t } = useText();
  return (
    <PhonePanel
      title={t('retest-phone.title')}
      lead={t('retest-phone.lead')}
      beside={<ScanSquare scan={screen.scan} />}
    >
      <div className="actions">
        <BigButton intent="retest.done-on-phone" request={{}} look="main" icon="check">
          {t('retest-phone.done')}
        </BigButton>
        <BigButton intent="retest.not-on-phone" request={{}}>
          {t('retest-phone.not')}
        </BigButton>
      </div>
    </PhonePanel>
  );
};
