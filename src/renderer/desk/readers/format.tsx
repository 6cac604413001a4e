import type { BadgeFormat, ScreenOf } from '../../../shared/index.ts';
import { useDesk } from '../../desk-context.ts';
import { useText } from '../../text/index.ts';

const choices = {
  layout: ['plain', 'h10301', 'corporate-1000', 'h10302', 'h10304'],
  digits: ['decimal', 'hex', 'facility-and-card'],
  suffix: ['enter', 'tab', 'none'],
} as const satisfies { readonly [K in keyof BadgeFormat]: readonly BadgeFormat[K][] };

type Name = keyof typeof choices;

interface ChoiceProps {
  readonly name: Name;
  readonly format: BadgeFormat;
  readonly disabled: boolean;
}

/** One setting of the format. What is chosen counts at once. */
const Choice = ({ name, format, disabled }: ChoiceProps) => {
  const { send } = useDesk();
  const { t, find } = useText();
  const choose = (value: string): void => {
    const chosen = choices[name].find((one) => one === value);
    if (chosen !== undefined) send('readers.try', { ...format, [name]: chosen });
  };
  return (
    <label className="big-select">
      <span>{t(`readers.${name}`)}</span>
      <select
        value={format[name]}
        disabled={disabled}
        data-format={name}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {choices[name].map((value) => (
          <option key={value} value={value}>
            {find(`badge-${name}.${value}`) ?? value}
          </option>
        ))}
      </select>
    </label>
  );
};

/** In which format keyboard readers are read. */
export const FormatForm = ({ screen }: { readonly screen: ScreenOf<'operator/readers'> }) => {
  const { t } = useText();
  const { format, formatMay, formatState } = screen;
  const disabled = formatMay !== 'change';
  return (
    <section aria-label={t('readers.format')}>
      <h2>{t('readers.format')}</h2>
      <div className="readers-format">
        <Choice name="layout" format={format} disabled={disabled} />
        <Choice name="digits" format={format} disabled={disabled || format.layout === 'plain'} />
        <Choice name="suffix" format={format} disabled={disabled} />
      </div>
      <p className="soft" role="status">
        {disabled ? t(`readers.format-${formatMay}`) : t(`readers.format-${formatState}`)}
      </p>
    </section>
  );
};
