import { useState } from 'react';
import { BigButton, PressButton } from '../../components/big-button.tsx';
import { Facts, methodName } from '../../components/lists.tsx';
import { Title } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import type { ApprovalRequest, ScreenOf } from '../../../shared/index.ts';
import { useText, type Text } from '../../text/index.ts';
import { Reasons } from '../decide/reasons.tsx';
import { scenarioName } from '../decide/scenario-name.ts';
import { Proofing } from './proofing.tsx';
import { Refusing } from './refusing.tsx';

type Review = ScreenOf<'approver/review'>;
type Row = readonly [string, string];

const given = (name: string, value: string | null): readonly Row[] =>
  value === null || value === '' ? [] : [[name, value]];

/** Why, how long and into which group: all that the consent is for. */
const rowsOf = (request: ApprovalRequest, { t, minutes }: Text): readonly Row[] => [
  [t('decide.scenario'), scenarioName(request, t)],
  [t('decide.lifetime'), minutes(request.lifetimeMinutes)],
  [t('decide.group'), request.groupName],
  [t('person.badge'), t(`badge-strength.${request.badgeStrength}`)],
  ...given(t('approver.lost'), request.lost.map((method) => methodName(method, t, false)).join(', ')),
];

const askedBy = ({ elsewhere }: Review, t: Text['t']): readonly Row[] =>
  elsewhere === null ? [] : [[t('approvals.asked-by'), t('approvals.desk', elsewhere)]];

/** Everything that is asked, and the two answers to it. */
export const ApproverReview = ({ screen }: { readonly screen: Review }) => {
  const text = useText();
  const { t } = text;
  const [refusing, setRefusing] = useState(false);
  const { person, request, approverName: approver } = screen;
  if (refusing) return <Refusing refusals={screen.refusals} back={() => setRefusing(false)} />;
  return (
    <div className="panel panel-split panel-decision panel-decide">
      <div className="panel-body">
        <Title>{t('approver.review-title')}</Title>
        <p className="lead">
          {t('approver.review-lead', { operator: request.operatorName, name: person.displayName, approver })}
        </p>
        <PersonLine person={person} />
        <div className="actions">
          <BigButton
            intent="approval.give"
            request={{ fingerprint: screen.fingerprint }}
            look="main"
            icon="check"
          >
            {t('approver.approve')}
          </BigButton>
          <PressButton look="stop" icon="stop" onPress={() => setRefusing(true)} name="ask-refuse">
            {t('approver.refuse')}
          </PressButton>
        </div>
        <Facts
          rows={[
            ...askedBy(screen, t),
            [t('person.account'), person.userPrincipalName],
            ...rowsOf(request, text),
          ]}
        />
      </div>
      <div className="decision-reasons">
        <Reasons reasons={screen.reasons}>
          <Proofing proofing={request.proofing} person={person} />
        </Reasons>
      </div>
    </div>
  );
};
