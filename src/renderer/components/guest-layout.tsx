import type { CSSProperties, ReactNode } from 'react';
import { guestFrame } from '../../shared/layout.ts';
import type { GuestOnScreen } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { AsideQuestion } from './aside.tsx';
import { Icon } from './icon.tsx';
import { Title } from './panel.tsx';
import { ProblemBar } from './problem-bar.tsx';
import { WaysOut } from './ways-out.tsx';

const AddressLine = ({ guest }: { readonly guest: GuestOnScreen }) => {
  const { t } = useText();
  return (
    <div className="address">
      <span className="address-lock" data-secure={guest.secure}>
        <Icon name={guest.secure ? 'lock' : 'unlocked'} />
        <span className="for-screen-readers">{t(guest.secure ? 'guest.secure' : 'guest.not-secure')}</span>
      </span>
      <span className="address-host">{guest.host}</span>
      <span className="address-state" aria-live="polite">
        {guest.state === 'ready' ? null : t(`guest.${guest.state}`)}
      </span>
    </div>
  );
};

/** The place of the guarded window: nothing of ours is drawn in it, since the window lies over it. */
const GuestHole = () => {
  const place: CSSProperties & Record<`--${string}`, string> = {
    '--guest-left': `${guestFrame.left}px`,
    '--guest-top': `${guestFrame.top}px`,
    '--guest-right': `${guestFrame.right}px`,
    '--guest-bottom': `${guestFrame.bottom}px`,
  };
  return <div className="guest-hole" style={place} aria-hidden="true" />;
};

interface GuestLayoutProps {
  readonly guest: GuestOnScreen;
  readonly title: string;
  readonly children: ReactNode;
}

/** Our own chrome around the guarded window: the strip at the left, the address above. */
export const GuestLayout = ({ guest, title, children }: GuestLayoutProps) => {
  const { aside } = useDesk();
  return (
    <>
      <aside className="strip">
        <div className="strip-body">
          <ProblemBar />
          {aside === null ? (
            <>
              <Title>{title}</Title>
              {children}
            </>
          ) : (
            <AsideQuestion />
          )}
        </div>
        <WaysOut />
      </aside>
      <AddressLine guest={guest} />
      <GuestHole />
    </>
  );
};
