import { BigButton } from '../../components/big-button.tsx';
import { methodName } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { NewPassword } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

type Ready = ScreenOf<'enrollee/password-ready'>;

/** The person keeps the password they have, where the site lets them. */
export const LeaveOut = () => {
  const { t } = useText();
  return (
    <BigButton intent="password.leave-out" request={{}} look="quiet">
      {t('password.leave-out')}
    </BigButton>
  );
};

const Actions = ({ places, mayLeaveOut }: Pick<Ready, 'places' | 'mayLeaveOut'>) => {
  const { t } = useText();
  const [first] = places;
  return (
    <>
      {places.includes('here') ? (
        <BigButton intent="password.start" request={{}} look="main" icon="arrow">
          {t('password.start')}
        </BigButton>
      ) : null}
      {places.includes('on-phone') ? (
        <BigButton
          intent="password.on-phone"
          request={{ shown: true }}
          look={first === 'on-phone' ? 'main' : 'plain'}
          icon="phone"
        >
          {t('password.on-phone')}
        </BigButton>
      ) : null}
      {mayLeaveOut ? <LeaveOut /> : null}
    </>
  );
};

/** Before a new password is set. */
export const EnrolleePasswordReady = ({ screen }: { readonly screen: Ready }) => {
  const { t } = useText();
  return (
    <Panel
      picture={<NewPassword />}
      title={t('password.title')}
      lead={t('password.lead', { method: methodName(screen.method, t, true) })}
      actions={<Actions places={screen.places} mayLeaveOut={screen.mayLeaveOut} />}
    />
  );
};
