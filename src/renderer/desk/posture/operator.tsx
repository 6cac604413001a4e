import { BigButton } from '../../components/big-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { inOneLine } from '../../components/in-one-line.ts';
import { Title } from '../../components/panel.tsx';
import { Scroll } from '../../components/scroll.tsx';
import type { PostureCheck, ScreenOf } from '../../../shared/index.ts';
import { useText, type Text } from '../../text/index.ts';

const icons = { fine: 'check', 'not-fine': 'cross', unknown: 'unsure' } as const;

const needOf = ({ needs }: PostureCheck, { t }: Text): string | null => {
  if (needs === null) return null;
  const { permission, role } = needs;
  if (permission === null) return t('posture.not-told');
  return role === null ? t('posture.needs', { permission }) : t('posture.needs-role', { permission, role });
};

const Lines = ({ name, values }: { readonly name: string; readonly values: readonly string[] }) =>
  values.length === 0 ? null : (
    <div>
      <dt>{name}</dt>
      {values.map((value) => (
        <dd key={value}>{value}</dd>
      ))}
    </div>
  );

const Check = ({ check }: { readonly check: PostureCheck }) => {
  const text = useText();
  const { t, find } = text;
  const need = needOf(check, text);
  return (
    <li>
      <details className="posture-check" data-check={check.id} data-state={check.state}>
        <summary>
          <Icon name={icons[check.state]} />
          <span className="posture-name">{find(`posture-check.${check.id}`) ?? check.id}</span>
          <span className="posture-state">
            {inOneLine([
              t(`posture-state.${check.state}`),
              check.gate === 'closes' ? t('posture-blocks.yes') : null,
              check.gate === 'waived' ? t('posture-blocks.waived') : null,
            ])}
          </span>
        </summary>
        <dl className="posture-more">
          <Lines name={t('posture.found')} values={need === null ? check.found : [need]} />
          <Lines name={t('posture.wanted')} values={check.wanted} />
          <Lines
            name={t('posture.mend')}
            values={check.graph === null ? [check.portal] : [check.portal, check.graph]}
          />
          <Lines name={t('posture.serves')} values={[check.requirement, check.controls.join(', ')]} />
        </dl>
      </details>
    </li>
  );
};

const parts = [
  'roles',
  'access',
  'emergency',
  'pass',
  'groups',
  'methods',
  'app',
  'logs',
  'station',
] as const;

/** What is not fine stands first: it is what somebody came for. */
const urgency: readonly PostureCheck['state'][] = ['not-fine', 'unknown', 'fine'];
const urgentFirst = (checks: readonly PostureCheck[]): readonly PostureCheck[] =>
  urgency.flatMap((state) => checks.filter((one) => one.state === state));

/** Every check under its part, what is not fine first. */
export const PostureChecks = ({ checks }: { readonly checks: readonly PostureCheck[] }) => {
  const { t } = useText();
  return (
    <Scroll className="posture" name={t('posture.title')}>
      {parts.map((part) => (
        <div key={part}>
          <h2>{t(`posture-part.${part}`)}</h2>
          <ul>
            {urgentFirst(checks.filter(({ id }) => id.startsWith(`${part}.`))).map((check) => (
              <Check key={check.id} check={check} />
            ))}
          </ul>
        </div>
      ))}
    </Scroll>
  );
};

/** Tenant and station, check by check: each opens to what was found, what is wanted and how to mend it. */
export const OperatorPosture = ({ screen }: { readonly screen: ScreenOf<'operator/posture'> }) => {
  const { t, number, dateTime } = useText();
  const { checks } = screen;
  const fine = checks.filter(({ state }) => state === 'fine').length;
  return (
    <div className="panel panel-posture">
      <div className="panel-body">
        <Title>{t('posture.title')}</Title>
        <p className="lead">
          {t('posture.lead', { fine: number(fine), of: number(checks.length), at: dateTime(screen.at) })}
        </p>
        <div className="actions">
          <BigButton intent="posture.close" request={{}} look="main" icon="arrow">
            {t('posture.close')}
          </BigButton>
          {screen.again ? (
            <BigButton intent="posture.check" request={{}} icon="again">
              {t('posture.again')}
            </BigButton>
          ) : null}
        </div>
        <PostureChecks checks={checks} />
      </div>
    </div>
  );
};
