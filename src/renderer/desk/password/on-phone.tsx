import { BigButton } from '../../components/big-button.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { PhonePanel } from '../phone/phone-panel.tsx';
import { ScanSquare } from '../phone/scan.tsx';
import { LeaveOut } from './ready.tsx';

/** The same on the person's own phone; the desk goes on by itself once the tenant says that it was changed. */
export const EnrolleePasswordPhone = ({
  screen,
}: {
  readonly screen: ScreenOf<'enrollee/password-phone'>;
}) => {
  const { t } = useText();
  return (
    <PhonePanel
      title={t('password-phone.title')}
      lead={t('password-phone.lead')}
      beside={<ScanSquare scan={screen.scan} />}
    >
      <p className="soft looks" role="status">
        {t('password-phone.waits')}
      </p>
      <div className="actions">
        <BigButton intent="password.on-phone" request={{ shown: false }}>
          {t('password.back')}
        </BigButton>
        {screen.mayLeaveOut ? <LeaveOut /> : null}
      </div>
    </PhonePanel>
  );
};
