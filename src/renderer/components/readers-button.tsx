import { useText } from '../text/index.ts';
import { BigButton } from './big-button.tsx';

/** Leads to the page about badge readers. */
export const ReadersButton = () => {
  const { t } = useText();
  return (
    <BigButton intent="readers.show" request={{}} look="quiet" icon="badge">
      {t('readers.show')}
    </BigButton>
  );
};
