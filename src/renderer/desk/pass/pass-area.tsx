import { HoldButton, OtherWaysToRead } from './pass-controls.tsx';
import { PassField, SpokenPass } from './pass-field.tsx';
import { SecondsToLook } from './seconds-to-look.tsx';

/** The code beside what it is typed into: hidden until it is held, with every way to read it. */
export const PassArea = ({ secondsLeft }: { readonly secondsLeft: number }) => (
  <div className="pass-area">
    <PassField />
    <SecondsToLook secondsLeft={secondsLeft} />
    <HoldButton quiet />
    <OtherWaysToRead />
    <SpokenPass />
  </div>
);
