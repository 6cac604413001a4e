import { BigButton } from '../../components/big-button.tsx';
import { Facts } from '../../components/lists.tsx';
import { ProblemNote } from '../../components/problem-bar.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText, type Text } from '../../text/index.ts';

type Screen = ScreenOf<'operator/readers'>;
type Trial = NonNullable<Screen['trial']>;

const ruleOf = ({ rule }: Trial, { t }: Text): string | null => {
  if (rule === null) return null;
  const by = t(`badge-rule.${rule.by}`);
  return rule.name === null ? by : t('readers.rule-named', { rule: by, name: rule.name });
};

const whoseOf = ({ person, lookup }: Trial, { t }: Text): string | null => {
  if (person !== null) return person;
  return lookup === 'over' ? null : t(`readers.${lookup}`);
};

const rowsOf = (trial: Trial, text: Text): readonly (readonly [string, string])[] => {
  const { t } = text;
  const rows: readonly (readonly [string, string | null])[] = [
    [t('readers.technology'), trial.technology === null ? null : t(`badge-technology.${trial.technology}`)],
    [t('readers.strength'), trial.strength === null ? null : t(`badge-strength.${trial.strength}`)],
    ...trial.names.map(({ kind, value }) => [t(`badge-kind.${kind}`), value] as const),
    [t('readers.rule'), ruleOf(trial, text)],
    [t('readers.whose'), whoseOf(trial, text)],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
};

const Shown = ({ trial, numberShown }: { readonly trial: Trial; readonly numberShown: boolean }) => {
  const text = useText();
  const { t } = text;
  return (
    <>
      <Facts rows={rowsOf(trial, text)} />
      {trial.code === null ? null : (
        <ProblemNote problem={{ code: trial.code, params: {}, retryable: true, correlationId: null }} />
      )}
      {trial.names.length === 0 || trial.lookup === 'not-signed-in' ? null : (
        <BigButton intent="readers.number" request={{ shown: !numberShown }} look="quiet" icon="eye">
          {t(numberShown ? 'readers.hide-number' : 'readers.show-number')}
        </BigButton>
      )}
    </>
  );
};

/** What the badge said that was held to a reader last, and whose it is. */
export const LastBadge = ({ screen }: { readonly screen: Screen }) => {
  const { t } = useText();
  const { trial, numberShown } = screen;
  return (
    <section className="readers-last" aria-label={t('readers.last')} aria-live="polite">
      <h2>{t('readers.last')}</h2>
      {trial === null ? <p>{t('readers.waiting')}</p> : <Shown trial={trial} numberShown={numberShown} />}
    </section>
  );
};
