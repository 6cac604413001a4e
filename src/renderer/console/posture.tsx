import type { ConsoleViewOf } from '../../shared/index.ts';
import { PostureChecks } from '../desk/posture/operator.tsx';
import { useText } from '../text/index.ts';

/** Tenant and station as they were looked at last, green and not green. */
export const PostureView = ({ view }: { readonly view: ConsoleViewOf<'posture'> }) => {
  const { t, number, dateTime } = useText();
  const { at, checks } = view;
  if (at === null) return <p className="lead">{t('console.posture-none')}</p>;
  const fine = checks.filter(({ state }) => state === 'fine').length;
  return (
    <>
      <p>{t('posture.lead', { fine: number(fine), of: number(checks.length), at: dateTime(at) })}</p>
      <PostureChecks checks={checks} />
    </>
  );
};
