import type { ScreenKind, Snapshot } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { ApprovalsButton } from './approvals-button.tsx';
import { BigButton, PressButton } from './big-button.tsx';
import { ConsoleButton } from './console-button.tsx';
import { LanguageName } from './language-name.tsx';

/** The second person stops nothing: they say no, or hand back. */
const nothingToStop: ReadonlySet<ScreenKind> = new Set([
  'approver/ask',
  'approver/signing-in',
  'approver/working',
  'approver/review',
  'approver/waiting',
  'operator/done',
  'operator/refused',
  'operator/stopped',
  // The person gives up by its own button, before anything has begun.
  'enrollee/card-pin',
  'enrollee/done',
  'enrollee/stopped',
  'handover',
]);

const operatorMayChooseLanguage: ReadonlySet<ScreenKind> = new Set(['operator/closed', 'operator/ready']);

/** The console lies over a desk at which nobody is enrolled. */
const mayOpenConsole = ({ screen }: Snapshot): boolean =>
  screen.kind === 'operator/ready' || (screen.kind === 'operator/closed' && screen.phase !== 'checking');

/** The operator's PIN also stands before the last screen of an enrollment, when there is nothing to stop. */
const mayStop = ({ stage, screen: { kind } }: Snapshot): boolean =>
  stage !== null && !nothingToStop.has(kind) && !(kind === 'operator/pin' && stage === 'done');

/** What may lie over a desk at which nobody is enrolled. */
const OverTheDesk = () => {
  const { approvalsElsewhere } = useDesk().snapshot;
  return (
    <>
      <ConsoleButton />
      {approvalsElsewhere === null ? null : <ApprovalsButton waiting={approvalsElsewhere} />}
    </>
  );
};

/** To the operator, or to the other requests. */
const Back = () => {
  const { screen } = useDesk().snapshot;
  const { t } = useText();
  const { kind } = screen;
  const ofAnother = kind === 'approver/review' && screen.elsewhere !== null;
  return kind.startsWith('enrollee/') || kind === 'approver/signing-in' || kind === 'approver/review' ? (
    <BigButton intent="desk.show-operator" request={{}} look="quiet" icon="person">
      {t(ofAnother ? 'approvals.to-list' : 'frame.operator')}
    </BigButton>
  ) : null;
};

/** What is always possible: the operator, stop, another language. */
export const WaysOut = () => {
  const { snapshot, aside, setAside } = useDesk();
  const { t, language } = useText();
  const { kind } = snapshot.screen;
  const enrollee = kind.startsWith('enrollee/');
  // The welcome screen shows all languages anyway.
  const languageHere = (enrollee && kind !== 'enrollee/attract') || operatorMayChooseLanguage.has(kind);
  const stoppable = mayStop(snapshot);
  return (
    <div className="ways-out">
      <Back />
      {stoppable ? (
        <PressButton
          look="quiet"
          icon="stop"
          onPress={() => setAside(aside === 'stop' ? null : 'stop')}
          name="ask-stop"
        >
          {t(enrollee ? 'frame.stop' : 'frame.stop-enrollment')}
        </PressButton>
      ) : null}
      {mayOpenConsole(snapshot) ? <OverTheDesk /> : null}
      {languageHere ? (
        <PressButton
          look="quiet"
          icon="globe"
          onPress={() => setAside(aside === 'language' ? null : 'language')}
          name="ask-language"
        >
          <LanguageName language={language} />
        </PressButton>
      ) : null}
    </div>
  );
};
