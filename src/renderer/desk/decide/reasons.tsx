import type { ReactNode } from 'react';
import type { ReasonOnScreen } from '../../../shared/index.ts';
import { Icon } from '../../components/icon.tsx';
import { inOneLine } from '../../components/in-one-line.ts';
import { useText } from '../../text/index.ts';
import { useNamed } from '../../text/named.ts';

const icons = { allows: 'check', refuses: 'stop', 'needs-approval': 'person' } as const;

/** A reason as a sentence; opens to where the rule comes from. */
const Reason = ({ reason }: { readonly reason: ReasonOnScreen }) => {
  const { t, find } = useText();
  const named = useNamed();
  const sentence =
    find(`reason.${reason.code}`, named(reason.params)) ?? t('reason-unknown', { code: reason.code });
  return (
    <details className="reason" data-effect={reason.effect} data-reason={reason.code}>
      <summary>
        <Icon name={icons[reason.effect]} />
        <span>
          <span className="for-screen-readers">{t(`effect.${reason.effect}`)}: </span>
          {sentence}
        </span>
      </summary>
      <p className="soft">{inOneLine([t('decide.source', { source: reason.source }), reason.code])}</p>
    </details>
  );
};

interface ReasonsProps {
  readonly reasons: readonly ReasonOnScreen[];
  /** What stands before them in the same list. */
  readonly children?: ReactNode;
}

export const Reasons = ({ reasons, children }: ReasonsProps) => (
  <div className="reasons">
    {children}
    {reasons.map((reason, index) => (
      // Two rules may give the same reason.
      <Reason key={`${reason.code} ${index}`} reason={reason} />
    ))}
  </div>
);
