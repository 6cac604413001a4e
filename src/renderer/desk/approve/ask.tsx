import { BigButton } from '../../components/big-button.tsx';
import { FramedSignIn } from '../../components/framed-sign-in.tsx';
import { Panel } from '../../components/panel.tsx';
import { PhoneLock } from '../../components/pictures.tsx';
import { Working } from '../../components/working.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { Reasons } from '../decide/reasons.tsx';

const Actions = () => {
  const { t } = useText();
  return (
    <>
      <BigButton intent="approval.sign-in" request={{}} look="main" icon="arrow">
        {t('approver.sign-in')}
      </BigButton>
      <BigButton intent="approval.leave" request={{}}>
        {t('approver.back')}
      </BigButton>
    </>
  );
};

/** The second person is asked to sign in; nothing of the enrollment is shown before. */
export const ApproverAsk = ({ screen }: { readonly screen: ScreenOf<'approver/ask'> }) => {
  const { t } = useText();
  const { turnedAway } = screen;
  if (turnedAway === null) {
    return (
      <Panel
        picture={<PhoneLock />}
        title={t('approver.ask-title')}
        lead={t('approver.ask-lead')}
        actions={<Actions />}
      />
    );
  }
  return (
    <Panel
      tone="stop"
      title={t('approver.turned-away', { name: turnedAway.name })}
      lead={t('approver.turned-away-lead')}
      actions={<Actions />}
    >
      {turnedAway.reasons.length === 0 ? null : <Reasons reasons={turnedAway.reasons} />}
    </Panel>
  );
};

/** The second person signs in at the tenant's own page, in a window of their own. */
export const ApproverSigningIn = ({ screen }: { readonly screen: ScreenOf<'approver/signing-in'> }) => {
  const { t } = useText();
  return (
    <FramedSignIn
      guest={screen.guest}
      title={t('approver.signing-in-title')}
      lead={t('approver.signing-in-lead')}
      picture={<PhoneLock />}
      cancel={t('signing-in.cancel')}
    />
  );
};

export const ApproverWorking = () => {
  const { t } = useText();
  return (
    <Panel title={t('working.reading-approver')}>
      <Working work="reading-approver" />
    </Panel>
  );
};
