import type { PostureSummary } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { BigButton } from './big-button.tsx';

/** Leads to the page about tenant and station; nothing before they were looked at. */
export const PostureButton = ({ posture }: { readonly posture: PostureSummary | null }) => {
  const { t, number } = useText();
  if (posture === null) return null;
  return (
    <BigButton
      intent="posture.show"
      request={{}}
      look="quiet"
      icon={posture.fine === posture.of ? 'check' : 'warning'}
    >
      {t('posture.show', { fine: number(posture.fine), of: number(posture.of) })}
    </BigButton>
  );
};
