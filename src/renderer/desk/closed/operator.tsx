import { Spinner } from '@fluentui/react-components';
import { BigButton } from '../../components/big-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { LeftList } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { PostureButton } from '../../components/posture-button.tsx';
import { ReadersButton } from '../../components/readers-button.tsx';
import { ProblemNote } from '../../components/problem-bar.tsx';
import type { ScreenOf, SelfCheck } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

const CheckMark = ({ state }: { readonly state: SelfCheck['state'] }) => {
  switch (state) {
    case 'running':
      return <Spinner size="extra-small" />;
    case 'passed':
      return <Icon name="check" />;
    case 'failed':
      return <Icon name="cross" />;
    case 'waiting':
      return <Icon name="waiting" />;
  }
};

const Check = ({ check }: { readonly check: SelfCheck }) => {
  const { t } = useText();
  return (
    <li data-check={check.id} data-state={check.state}>
      <span className="check-mark" aria-hidden="true">
        <CheckMark state={check.state} />
      </span>
      <span className="check-name">{t(`check.${check.id}`)}</span>
      <span className="check-state">{t(`check-state.${check.state}`)}</span>
      {check.problem === null ? null : <ProblemNote problem={check.problem} />}
    </li>
  );
};

const Action = ({ phase }: { readonly phase: ScreenOf<'operator/closed'>['phase'] }) => {
  const { t } = useText();
  switch (phase) {
    case 'checking':
      return null;
    case 'blocked':
      return (
        <BigButton intent="desk.check-again" request={{}} look="main" icon="again">
          {t('closed.again')}
        </BigButton>
      );
    case 'sign-in':
      return (
        <BigButton intent="operator.sign-in" request={{}} look="main" icon="key">
          {t('closed.sign-in')}
        </BigButton>
      );
  }
};

const reasons = ['disk-fault', 'restored-copy', 'under-investigation'] as const;

/** Only a supervisor lets a desk go on whose journal was damaged; why they do stands in the journal. */
const Supervisor = () => {
  const { t } = useText();
  return (
    <section className="supervisor">
      <h2>{t('supervisor.title')}</h2>
      <p>{t('supervisor.lead')}</p>
      <div className="stack">
        {reasons.map((reason) => (
          <BigButton key={reason} intent="supervisor.acknowledge" request={{ reason }} icon="key">
            {t(`supervisor.${reason}`)}
          </BigButton>
        ))}
      </div>
    </section>
  );
};

const isAsked = ({ phase, checks }: ScreenOf<'operator/closed'>): boolean =>
  phase !== 'checking' && checks.some(({ id, state }) => id === 'supervisor' && state === 'failed');

const Checks = ({ checks }: { readonly checks: readonly SelfCheck[] }) =>
  checks.length === 0 ? null : (
    <ul className="checks">
      {checks.map((check) => (
        <Check key={check.id} check={check} />
      ))}
    </ul>
  );

const hasFailed = ({ state }: SelfCheck): boolean => state === 'failed';

/** What can only be looked at after the present step takes no room from its button. */
const otherChecks = ({ phase, checks }: ScreenOf<'operator/closed'>): readonly SelfCheck[] =>
  checks.filter((check) => !hasFailed(check) && (phase === 'checking' || check.state !== 'waiting'));

/** The desk before it opens: what blocks and what to do about it, then its other checks as they fill in. */
export const OperatorClosed = ({ screen }: { readonly screen: ScreenOf<'operator/closed'> }) => {
  const { t } = useText();
  return (
    <Panel
      title={t(`closed.title-${screen.phase}`)}
      lead={t(`closed.lead-${screen.phase}`)}
      actions={<Action phase={screen.phase} />}
    >
      <div aria-live="polite">
        <Checks checks={screen.checks.filter(hasFailed)} />
      </div>
      {isAsked(screen) ? <Supervisor /> : null}
      {screen.left.length === 0 ? null : <LeftList left={screen.left} />}
      <div aria-live="polite">
        <Checks checks={otherChecks(screen)} />
      </div>
      {screen.phase === 'checking' ? null : (
        <div className="ready-more">
          <PostureButton posture={screen.posture} />
          {screen.phase === 'sign-in' ? <ReadersButton /> : null}
        </div>
      )}
    </Panel>
  );
};
