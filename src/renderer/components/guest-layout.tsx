import type { CSSProperties, ReactNode } from 'react';
import { guestFrame, guestKeyboardHeight } from '../../shared/layout.ts';
import type { GuestOnScreen } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { useMedia } from '../media.ts';
import { AsideQuestion } from './aside.tsx';
import { BigButton } from './big-button.tsx';
import { Icon } from './icon.tsx';
import { Title } from './panel.tsx';
import { ScreenKeyboard } from './screen-keyboard.tsx';
import { ProblemBar } from './problem-bar.tsx';
import { WaysOut } from './ways-out.tsx';

/** Whether the button for the keyboard is here: where it is shown, and where a finger can touch the screen. */
const useKeyboardButton = (): boolean => {
  const { keyboard } = useDesk().snapshot;
  const touch = useMedia('(any-pointer: coarse)');
  return keyboard === 'shown' || (keyboard === 'offered' && touch);
};

const KeyboardButton = () => {
  const { keyboard } = useDesk().snapshot;
  const { t } = useText();
  const shown = keyboard === 'shown';
  return (
    <div className="keyboard-button">
      <BigButton intent="keyboard.show" request={{ shown: !shown }} icon="keyboard">
        {t(shown ? 'keyboard.hide' : 'keyboard.show')}
      </BigButton>
    </div>
  );
};

const AddressLine = ({ guest, beside }: { readonly guest: GuestOnScreen; readonly beside: boolean }) => {
  const { t } = useText();
  return (
    <div className="address" data-keyboard={beside}>
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
const GuestHole = ({ room }: { readonly room: number }) => {
  const place: CSSProperties & Record<`--${string}`, string> = {
    '--guest-left': `${guestFrame.left}px`,
    '--guest-top': `${guestFrame.top}px`,
    '--guest-right': `${guestFrame.right}px`,
    '--guest-bottom': `${guestFrame.bottom + room}px`,
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
  const { aside, snapshot } = useDesk();
  const button = useKeyboardButton();
  const shown = snapshot.keyboard === 'shown';
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
      <AddressLine guest={guest} beside={button} />
      {button ? <KeyboardButton /> : null}
      <GuestHole room={shown ? guestKeyboardHeight : 0} />
      {shown ? <ScreenKeyboard /> : null}
    </>
  );
};
