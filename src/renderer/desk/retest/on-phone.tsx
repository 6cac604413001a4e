import { BigButton } from '../../components/big-button.tsx';
import { Title } from '../../components/panel.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { ScanSquare } from '../phone/scan.tsx';

/** The test sign-in on the person's own phone, where this system cannot reach it. */
export const EnrolleeRetestPhone = ({ screen }: { readonly screen: ScreenOf<'enrollee/retest-phone'> }) => {
  const { t } = useText();
  return (
    <div className="panel panel-split panel-phone">
      <div className="panel-body">
        <Title>{t('retest-phone.title')}</Title>
        <p className="lead">{t('retest-phone.lead')}</p>
        <div className="actions">
          <BigButton intent="retest.done-on-phone" request={{}} look="main" icon="check">
            {t('retest-phone.done')}
          </BigButton>
          <BigButton intent="retest.not-on-phone" request={{}}>
            {t('retest-phone.not')}
          </BigButton>
        </div>
      </div>
      <div className="phone-beside">
        <ScanSquare scan={screen.scan} />
      </div>
    </div>
  );
};
