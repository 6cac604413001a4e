import { BigButton } from '../components/big-button.tsx';
import { Icon } from '../components/icon.tsx';
import { inOneLine } from '../components/in-one-line.ts';
import { Scroll } from '../components/scroll.tsx';
import type { AlertRow, ConsoleViewOf } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { Facts } from './facts.tsx';

const reasons = ['explained', 'put-right', 'false-alarm', 'under-investigation'] as const;

const Acknowledge = ({ alert }: { readonly alert: AlertRow }) => {
  const { t } = useText();
  if (alert.objection !== null) return <p>{t('alerts.takes-part')}</p>;
  return (
    <div role="group" aria-label={t('alerts.acknowledge')}>
      <p className="soft">{t('alerts.acknowledge')}</p>
      <div className="console-choices">
        {reasons.map((reason) => (
          <BigButton key={reason} intent="console.acknowledge" request={{ id: alert.id, reason }}>
            {t(`alert-reason.${reason}`)}
          </BigButton>
        ))}
      </div>
    </div>
  );
};

const Way = ({ alert }: { readonly alert: AlertRow }) => {
  const { t, number } = useText();
  return (
    <ul className="soft">
      {alert.delivered === 0 ? null : <li>{t('alerts.delivered', { count: number(alert.delivered) })}</li>}
      {alert.waiting.map(({ channel, error }) => (
        <li key={channel}>
          {error === null
            ? t('alerts.waiting', { channel })
            : t('alerts.waiting-error', { channel, error: t(`delivery.${error}`) })}
        </li>
      ))}
    </ul>
  );
};

const Alert = ({ alert }: { readonly alert: AlertRow }) => {
  const { t, find, dateTime } = useText();
  return (
    <li>
      <details className="console-card" data-severity={alert.severity} data-alert={alert.rule}>
        <summary>
          <Icon name={alert.state === 'unknown' ? 'unsure' : 'warning'} />
          <span className="console-name">{find(`alert.${alert.rule}`) ?? alert.rule}</span>
          <span className="console-about">
            {inOneLine([
              t(`alert-severity.${alert.severity}`),
              alert.state === 'unknown' ? t('alerts.unknown') : null,
              dateTime(alert.at),
            ])}
          </span>
        </summary>
        <div className="console-more">
          <Facts facts={alert.facts} />
          <Way alert={alert} />
          <Acknowledge alert={alert} />
        </div>
      </details>
    </li>
  );
};

const useLooked = (): ((view: ConsoleViewOf<'alerts'>) => string) => {
  const { t, dateTime } = useText();
  return ({ lookedAt, trouble }) => {
    if (trouble !== null) return t(`alerts.${trouble}`);
    return lookedAt === null ? t('alerts.never') : t('alerts.looked', { at: dateTime(lookedAt) });
  };
};

/** Alerts that stand, each with what is known of it and why it may rest. */
export const AlertsView = ({ view }: { readonly view: ConsoleViewOf<'alerts'> }) => {
  const { t } = useText();
  const looked = useLooked();
  return (
    <>
      <div className="console-line">
        <p>{looked(view)}</p>
        {view.trouble === 'no-reader' ? null : (
          <BigButton intent="console.look" request={{}} icon="again">
            {t('alerts.look')}
          </BigButton>
        )}
      </div>
      {view.alerts.length === 0 ? (
        <p className="lead">{t('alerts.none')}</p>
      ) : (
        <Scroll name={t('console-tab.alerts')}>
          <ul className="console-list">
            {view.alerts.map((alert) => (
              <Alert key={alert.id} alert={alert} />
            ))}
          </ul>
        </Scroll>
      )}
    </>
  );
};
