import { useText } from '../text/index.ts';

/** Names a scenario; an enrollment may have ended before one was chosen. */
export const useScenario = (): ((scenario: string) => string) => {
  const { t, find } = useText();
  return (scenario) => find(`scenario.${scenario}`) ?? t('console.no-scenario');
};
