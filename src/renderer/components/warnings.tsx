import type { WarningOnScreen } from '../../shared/index.ts';
import { useText, type Text } from '../text/index.ts';
import { Icon } from './icon.tsx';

const sentenceOf = (warning: WarningOnScreen, { t, date, number }: Text): string => {
  switch (warning.of) {
    case 'role-ends-soon':
      return t('warning.role-ends-soon', { role: warning.role, minutes: number(warning.minutes) });
    case 'training-ends-soon':
    case 'training-over':
      return t(`warning.${warning.of}`, { until: date(warning.until) });
    case 'ledger-away':
      return t('warning.ledger-away', { entries: number(warning.entries), minutes: number(warning.minutes) });
    case 'training-not-listed':
    case 'reader-service':
    case 'reader-none':
      return t(`warning.${warning.of}`);
  }
};

/** What the operator is to know about themselves in time. */
export const Warnings = ({ warnings }: { readonly warnings: readonly WarningOnScreen[] }) => {
  const text = useText();
  if (warnings.length === 0) return null;
  return (
    <ul className="warnings">
      {warnings.map((warning) => (
        <li key={warning.of} data-warning={warning.of}>
          <Icon name="clock" />
          <span>{sentenceOf(warning, text)}</span>
        </li>
      ))}
    </ul>
  );
};
