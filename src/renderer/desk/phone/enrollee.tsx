import type { PhoneScreen } from '../../../shared/index.ts';
import { PhoneHelpView } from './help.tsx';
import { PhoneStepView } from './step.tsx';
import { WhichPhone } from './which.tsx';

/** On the person's own phone: one step a screen, what is in the way, or which phone it is. */
export const EnrolleePhone = ({ screen }: { readonly screen: PhoneScreen }) => {
  const { platform, help, step } = screen;
  if (platform === null) return <WhichPhone screen={screen} />;
  // A screen of its own each time: its title takes the focus, so that a screen reader says what comes now.
  return help === null ? (
    <PhoneStepView key={step} screen={screen} platform={platform} />
  ) : (
    <PhoneHelpView key={help} screen={screen} platform={platform} help={help} />
  );
};
