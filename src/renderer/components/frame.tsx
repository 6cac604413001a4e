import type { ReactNode } from 'react';
import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { AsideQuestion } from './aside.tsx';
import { Countdown } from './countdown.tsx';
import { Instructions } from './instructions.tsx';
import { ProblemBar } from './problem-bar.tsx';
import { StepLine } from './step-line.tsx';
import { WaysOut } from './ways-out.tsx';

/** The mark that nothing here is real; on every screen while the tenant is the simulated one. */
const SimulatedMark = () => {
  const { snapshot } = useDesk();
  const { t } = useText();
  return snapshot.simulated ? <p className="simulated">{t('frame.simulated')}</p> : null;
};

/** The mark that the site holds its tenant to less than the baseline; on every screen of the operator. */
const WaivedMark = () => {
  const { snapshot } = useDesk();
  const { t } = useText();
  const { waivedChecks, face } = snapshot;
  return waivedChecks > 0 && (face === 'operator' || face === 'supervisor') ? (
    <p className="waived">{t('posture.waived', { count: waivedChecks })}</p>
  ) : null;
};

/** The mark of a package that was made for trials; on every screen of the operator. */
const TrialMark = () => {
  const { notForRelease, face } = useDesk().snapshot;
  const { t } = useText();
  return notForRelease && (face === 'operator' || face === 'supervisor') ? (
    <p className="waived">{t('frame.not-for-release')}</p>
  ) : null;
};

const Header = () => {
  const { site } = useDesk().snapshot;
  return (
    <header className="header">
      <div className="site">
        <strong>{site.name}</strong>
        <span>{site.station}</span>
      </div>
      <StepLine />
      <Countdown />
      <WaivedMark />
      <TrialMark />
      <SimulatedMark />
    </header>
  );
};

/** What stands around every screen; `guest` leaves the arrangement to the screen with the guarded window. */
export const Frame = ({ guest, children }: { readonly guest: boolean; readonly children: ReactNode }) => {
  const { aside } = useDesk();
  if (guest) {
    return (
      <>
        <Header />
        <main className="guest-main">{children}</main>
      </>
    );
  }
  return (
    <>
      <Header />
      <ProblemBar />
      <main className="main">{aside === null ? children : <AsideQuestion />}</main>
      {aside === null ? <Instructions /> : null}
      <footer className="footer">
        <WaysOut />
      </footer>
    </>
  );
};
