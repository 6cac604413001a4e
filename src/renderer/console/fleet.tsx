import { BigButton } from '../components/big-button.tsx';
import { Icon } from '../components/icon.tsx';
import { inOneLine } from '../components/in-one-line.ts';
import { Scroll } from '../components/scroll.tsx';
import type { ConsoleViewOf, FleetStation } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import type { BarRow } from './bar-table.tsx';
import { Endings, endingParts } from './endings.tsx';
import { WeekColumns } from './week-columns.tsx';

type Fleet = ConsoleViewOf<'fleet'>;

/** One site, or all of them. */
const Sites = ({ view }: { readonly view: Fleet }) => {
  const { t } = useText();
  if (view.sites.length < 2) return null;
  return (
    <div className="console-choices" role="group" aria-label={t('fleet.sites')}>
      {[null, ...view.sites].map((site) => (
        <div key={site ?? ''} aria-current={site === view.site ? 'true' : undefined}>
          <BigButton intent="console.fleet" request={{ site }} look={site === view.site ? 'main' : 'plain'}>
            {site ?? t('fleet.all-sites')}
          </BigButton>
        </div>
      ))}
    </div>
  );
};

const useStateName = (): ((station: FleetStation) => string) => {
  const { t } = useText();
  return ({ state, open }) => {
    if (state === 'revoked') return t('fleet.revoked');
    if (open === null) return t('fleet.never');
    return t(open ? 'fleet.open' : 'fleet.closed');
  };
};

/** What somebody should look at stands out by a mark beside the number. */
const Count = ({ count }: { readonly count: number }) => {
  const { number } = useText();
  return (
    <td data-notable={count > 0}>
      {count > 0 ? <Icon name="warning" /> : null}
      {number(count)}
    </td>
  );
};

const Row = ({ station }: { readonly station: FleetStation }) => {
  const { t, number, dateTime } = useText();
  const stateOf = useStateName();
  const { posture, seenAt, checkpointAt, version } = station;
  return (
    <tr data-station={station.station}>
      <th scope="row">
        <strong>{station.station}</strong>
        <span className="soft">{inOneLine([station.site, version])}</span>
      </th>
      <td>
        {stateOf(station)}
        <span className="soft">{seenAt === null ? '' : dateTime(seenAt)}</span>
      </td>
      <td>{checkpointAt === null ? '–' : dateTime(checkpointAt)}</td>
      <td>{number(station.unsent)}</td>
      <td data-notable={posture !== null && posture.fine < posture.of}>
        {posture === null ? '–' : t('fleet.of', { fine: number(posture.fine), of: number(posture.of) })}
      </td>
      <Count count={station.findings + station.refusals} />
      <td>{number(station.enrolling)}</td>
    </tr>
  );
};

const heads = ['station', 'heard', 'checkpoint', 'unsent', 'posture', 'findings', 'enrolling'] as const;

const Stations = ({ stations }: { readonly stations: Fleet['stations'] }) => {
  const { t } = useText();
  return (
    <table className="bar-table fleet-table">
      <caption>{t('fleet.stations')}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(`fleet.head-${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stations.map((station) => (
          <Row key={station.station} station={station} />
        ))}
      </tbody>
    </table>
  );
};

/** What the audit of the ledger found, with the sentence that its alert has. */
const Findings = ({ findings }: Pick<Fleet, 'findings'>) => {
  const { t, find, dateTime } = useText();
  if (findings.length === 0) return null;
  return (
    <section>
      <h2>{t('fleet.findings')}</h2>
      <ul className="fleet-findings">
        {findings.map(({ station, kind, at }) => (
          <li key={`${station} ${kind} ${at}`}>
            <Icon name="warning" />
            <span>
              <strong>{station}</strong> {find(`alert.ledger-${kind}`) ?? kind}{' '}
              <span className="soft">{dateTime(at)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const siteRows = (bySite: Fleet['bySite']): readonly BarRow[] =>
  bySite.map(({ site, ...ended }) => ({
    key: site,
    name: site,
    parts: endingParts(ended),
  }));

const Charts = ({ view }: { readonly view: Fleet }) => {
  const { t } = useText();
  return (
    <>
      <h2>{t('fleet.days')}</h2>
      <WeekColumns
        weeks={view.days.map(({ day, ...counts }) => ({ week: day, ...counts }))}
        head={t('fleet.day')}
      />
      <Endings title={t('fleet.by-site')} rows={siteRows(view.bySite)} refusals={view.refusals} />
    </>
  );
};

/** All desks: how each stands, what was found, and how they are used. */
export const FleetView = ({ view }: { readonly view: Fleet }) => {
  const { t, number, dateTime } = useText();
  if (view.state !== 'read') return <p className="lead">{t(`fleet.${view.state}`)}</p>;
  const parts = [
    t('fleet.read', { at: dateTime(view.at) }),
    view.approvalsWaiting === 0 ? null : t('fleet.approvals', { count: number(view.approvalsWaiting) }),
  ];
  return (
    <>
      <p>{inOneLine(parts)}</p>
      <Sites view={view} />
      <Scroll name={t('console-tab.fleet')}>
        <Stations stations={view.stations} />
        <Findings findings={view.findings} />
        <Charts view={view} />
      </Scroll>
    </>
  );
};
