import { BigButton } from '../../components/big-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { inOneLine } from '../../components/in-one-line.ts';
import { Panel } from '../../components/panel.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { Reasons } from '../decide/reasons.tsx';
import { scenarioName } from '../decide/scenario-name.ts';

type Waiting = ScreenOf<'approver/waiting'>;

/** Which desk asks, and why: not for whom. */
const Request = ({ request }: { readonly request: Waiting['requests'][number] }) => {
  const { t, dateTime } = useText();
  const { offer, station, site, until } = request;
  const about = [scenarioName(request, t), t('approvals.until', { at: dateTime(until) })];
  return (
    <li>
      <BigButton intent="approvals.take" request={{ offer }} icon="arrow">
        <span className="console-row">
          <strong>{t('approvals.desk', { station, site })}</strong>
          <span className="soft">{inOneLine(about)}</span>
        </span>
      </BigButton>
    </li>
  );
};

/** What was just answered here, or who may not answer. */
const News = ({ screen: { answered, turnedAway } }: { readonly screen: Waiting }) => {
  const { t } = useText();
  if (turnedAway !== null) {
    return (
      <>
        <p className="lead">{t('approver.turned-away', { name: turnedAway.name })}</p>
        <Reasons reasons={turnedAway.reasons} />
      </>
    );
  }
  return answered === null ? null : (
    <p className="answered" role="status" data-answered={answered}>
      <Icon name={answered === 'yes' ? 'check' : 'stop'} />
      <span>{t(`approvals.answered-${answered}`)}</span>
    </p>
  );
};

/** Requests of other desks that can be answered here. */
export const ApproverWaiting = ({ screen }: { readonly screen: Waiting }) => {
  const { t } = useText();
  const { requests, away } = screen;
  const nothing = away ? t('approvals.away') : t('approvals.none');
  return (
    <Panel
      title={t('approvals.title')}
      lead={requests.length === 0 ? nothing : t('approvals.lead')}
      actions={
        <BigButton intent="approvals.close" request={{}}>
          {t('approver.back')}
        </BigButton>
      }
    >
      <News screen={screen} />
      {requests.length === 0 ? null : (
        <ul className="console-list requests">
          {requests.map((request) => (
            <Request key={request.offer} request={request} />
          ))}
        </ul>
      )}
    </Panel>
  );
};
