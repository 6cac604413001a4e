import { BigButton } from '../components/big-button.tsx';
import { Title } from '../components/panel.tsx';
import type { ConsoleScreen, ConsoleTab, ConsoleView } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { AlertsView } from './alerts.tsx';
import { ChartsView } from './charts.tsx';
import { FleetView } from './fleet.tsx';
import { JournalView } from './journal.tsx';
import { PostureView } from './posture.tsx';
import { RecordView } from './record.tsx';
import { ReviewsView } from './reviews.tsx';
import { TodayView } from './today.tsx';

/** In the order in which they stand. */
const consoleTabs: readonly ConsoleTab[] = ['today', 'alerts', 'reviews', 'charts', 'posture', 'journal'];
/** Where the console shows the whole fleet. */
const fleetTabs: readonly ConsoleTab[] = ['fleet', ...consoleTabs];

const ViewOf = ({ view }: { readonly view: ConsoleView }) => {
  switch (view.of) {
    case 'today':
      return <TodayView view={view} />;
    case 'alerts':
      return <AlertsView view={view} />;
    case 'reviews':
      return <ReviewsView view={view} />;
    case 'charts':
      return <ChartsView view={view} />;
    case 'posture':
      return <PostureView view={view} />;
    case 'journal':
      return <JournalView view={view} />;
    case 'fleet':
      return <FleetView view={view} />;
    case 'record':
      return <RecordView view={view} />;
  }
};

/** How much waits behind a name; null where nothing can. */
const waitingIn = ({ waiting }: ConsoleScreen, tab: ConsoleTab): number => {
  if (tab === 'alerts') return waiting.alerts;
  return tab === 'reviews' ? waiting.reviews : 0;
};

const Tabs = ({ screen }: { readonly screen: ConsoleScreen }) => {
  const { t, number } = useText();
  const current = screen.view.of === 'record' ? screen.view.from : screen.view.of;
  return (
    <nav className="console-tabs" aria-label={t('console.views')}>
      {(screen.fleet ? fleetTabs : consoleTabs).map((tab) => {
        const waiting = waitingIn(screen, tab);
        return (
          <div key={tab} data-current={tab === current} aria-current={tab === current ? 'page' : undefined}>
            <BigButton
              intent="console.show"
              request={{ view: tab }}
              look={tab === current ? 'main' : 'quiet'}
              disabled={screen.busy}
            >
              {t(`console-tab.${tab}`)}
              {waiting === 0 ? '' : ` (${number(waiting)})`}
            </BigButton>
          </div>
        );
      })}
    </nav>
  );
};

/** What a supervisor looks at: one view at a time, each row opening what is behind it. */
export const SupervisorConsole = ({ screen }: { readonly screen: ConsoleScreen }) => {
  const { t } = useText();
  return (
    <div className="panel panel-console">
      <div className="panel-body">
        <div className="console-head">
          <Title>{t('console.title')}</Title>
          <p className="soft" aria-live="polite">
            {screen.busy ? t('console.busy') : t('console.signed-in', { name: screen.name })}
          </p>
          <BigButton intent="console.close" request={{}} icon="lock">
            {t('console.close')}
          </BigButton>
        </div>
        <Tabs screen={screen} />
        <ViewOf key={screen.view.of} view={screen.view} />
      </div>
    </div>
  );
};
