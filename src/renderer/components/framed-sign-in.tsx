import type { ReactNode } from 'react';
import type { GuestOnScreen } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { BigButton } from './big-button.tsx';
import { GuestLayout } from './guest-layout.tsx';

interface FramedSignInProps {
  readonly guest: GuestOnScreen;
  readonly title: string;
  readonly lead: string;
  readonly picture: ReactNode;
  /** What the button says that ends it. */
  readonly cancel: string;
}

/** Somebody signs in at the tenant's own page, beside our strip: what to do, start the page again, or leave it. */
export const FramedSignIn = ({ guest, title, lead, picture, cancel }: FramedSignInProps) => {
  const { t } = useText();
  return (
    <GuestLayout guest={guest} title={title}>
      <p>{lead}</p>
      <div className="strip-picture">{picture}</div>
      <div className="stack">
        <BigButton intent="guest.reload" request={{}} icon="again">
          {t('guest.reload')}
        </BigButton>
        <BigButton intent="guest.cancel" request={{}} look="quiet" icon="cross">
          {cancel}
        </BigButton>
      </div>
    </GuestLayout>
  );
};
