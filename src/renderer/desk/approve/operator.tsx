import { BigButton } from '../../components/big-button.tsx';
import { Facts, MarkedList } from '../../components/lists.tsx';
import { Title } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import { Verdict } from '../../components/verdict.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { Reasons } from '../decide/reasons.tsx';

type Approve = ScreenOf<'operator/approve'>;

/** Whose consent is missing, and whose is there already. */
const Consents = ({ screen }: { readonly screen: Approve }) => {
  const { t, number } = useText();
  const needs = screen.needs.flatMap(({ roles, count }): (readonly [string, string])[] => [
    [t('approve.who'), roles.join(' · ')],
    [t('approve.how-many'), number(count)],
  ]);
  const given = screen.given.length === 0 ? [] : [[t('approve.given'), screen.given.join(', ')] as const];
  return <Facts rows={[...needs.slice(0, 2), ...given]} />;
};

/** A request is open: the operator gives the screen to the second person, or takes the request back. */
export const OperatorApprove = ({ screen }: { readonly screen: Approve }) => {
  const { t } = useText();
  const changed = screen.changed.map((part) => ({ id: part, text: t(`approval-changed.${part}`) }));
  return (
    <div className="panel panel-split panel-decision panel-decide">
      <div className="panel-body">
        <Title>
          <Verdict icon="person">{t('approve.title')}</Verdict>
        </Title>
        <p className="lead">{t(changed.length === 0 ? 'approve.lead' : 'approve.lead-changed')}</p>
        <PersonLine person={screen.person} />
        <Consents screen={screen} />
        {changed.length === 0 ? null : (
          <>
            <h2>{t('approve.changed')}</h2>
            <MarkedList items={changed} icon="warning" tone="stop" />
          </>
        )}
        <div className="actions">
          <BigButton intent="approval.turn" request={{}} look="main" icon="arrow">
            {t('approve.turn')}
          </BigButton>
          <BigButton intent="approval.withdraw" request={{}}>
            {t('approve.withdraw')}
          </BigButton>
        </div>
      </div>
      <Reasons reasons={screen.reasons} />
    </div>
  );
};
