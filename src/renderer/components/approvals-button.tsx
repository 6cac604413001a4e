import { useText } from '../text/index.ts';
import { BigButton } from './big-button.tsx';

/** Leads to the requests of other desks; `waiting`: how many there are. */
export const ApprovalsButton = ({ waiting }: { readonly waiting: number }) => {
  const { t, number } = useText();
  return (
    <BigButton intent="approvals.show" request={{}} look={waiting === 0 ? 'quiet' : 'plain'} icon="person">
      {t('approvals.open')}
      {waiting === 0 ? '' : ` (${number(waiting)})`}
    </BigButton>
  );
};
