import { useText } from '../text/index.ts';
import { BigButton } from './big-button.tsx';

/** Leads to the supervisor's console; it takes their sign-in. */
export const ConsoleButton = () => {
  const { t } = useText();
  return (
    <BigButton intent="console.open" request={{}} look="quiet" icon="eye">
      {t('console.open')}
    </BigButton>
  );
};
