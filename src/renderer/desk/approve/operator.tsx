import { BigButton } from '../../components/big-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { inOneLine } from '../../components/in-one-line.ts';
import { Facts } from '../../components/lists.tsx';
import { Title } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import { Verdict } from '../../components/verdict.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText, type TextKey } from '../../text/index.ts';
import { Reasons } from '../decide/reasons.tsx';

type Approve = ScreenOf<'operator/approve'>;

/** Whose consent is missing, and whose is there already. */
const Consents = ({ screen }: { readonly screen: Approve }) => {
  const { t, number } = useText();
  const needs = screen.needs.flatMap(({ roles, count }): (readonly [string, string])[] => [
    [t('approve.who'), inOneLine(roles)],
    [t('approve.how-many'), number(count)],
  ]);
  const given = screen.given.length === 0 ? [] : [[t('approve.given'), screen.given.join(', ')] as const];
  return <Facts rows={[...needs.slice(0, 2), ...given]} />;
};

/** What is not as it was approved, before the reasons. */
const Changed = ({ parts }: { readonly parts: Approve['changed'] }) => {
  const { t } = useText();
  return parts.map((part) => (
    <p key={part} className="reason reason-plain" data-changed={part}>
      <Icon name="warning" />
      <span>{t('approve.changed', { part: t(`approval-changed.${part}`) })}</span>
    </p>
  ));
};

const leadOf = ({ changed, elsewhere }: Approve): TextKey => {
  if (changed.length > 0) return 'approve.lead-changed';
  return elsewhere === null ? 'approve.lead' : 'approve.lead-elsewhere';
};

/** Whether somebody at another desk can answer too. */
const Elsewhere = ({ elsewhere }: Pick<Approve, 'elsewhere'>) => {
  const { t } = useText();
  return elsewhere === null ? null : (
    <p className="reason reason-plain" role="status" data-elsewhere={elsewhere}>
      <Icon name={elsewhere === 'away' ? 'warning' : 'waiting'} />
      <span>{t(`approve.elsewhere-${elsewhere}`)}</span>
    </p>
  );
};

/** A request is open: the operator gives the screen to the second person, or takes the request back. */
export const OperatorApprove = ({ screen }: { readonly screen: Approve }) => {
  const { t } = useText();
  return (
    <div className="panel panel-split panel-decision panel-decide">
      <div className="panel-body">
        <Title>
          <Verdict icon="person">{t('approve.title')}</Verdict>
        </Title>
        <p className="lead">{t(leadOf(screen))}</p>
        <PersonLine person={screen.person} />
        <Consents screen={screen} />
        <div className="actions">
          <BigButton intent="approval.turn" request={{}} look="main" icon="arrow">
            {t('approve.turn')}
          </BigButton>
          <BigButton intent="approval.withdraw" request={{}}>
            {t('approve.withdraw')}
          </BigButton>
        </div>
      </div>
      <div className="decision-reasons">
        <Reasons reasons={screen.reasons}>
          <Elsewhere elsewhere={screen.elsewhere} />
          <Changed parts={screen.changed} />
        </Reasons>
      </div>
    </div>
  );
};
