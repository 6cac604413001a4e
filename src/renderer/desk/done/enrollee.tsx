import { BigButton } from '../../components/big-button.tsx';
import { MarkedList, methodName } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { Tick } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useDesk } from '../../desk-context.ts';
import { ScanSquare } from '../phone/scan.tsx';
import { useText } from '../../text/index.ts';

type Paper = NonNullable<ScreenOf<'enrollee/done'>['paper']>;

/** The same on paper, where the site has a printer for it. */
const OnPaper = ({ paper }: { readonly paper: Paper }) => {
  const { t } = useText();
  if (paper === 'printing' || paper === 'printed') return <p className="soft">{t(`paper.${paper}`)}</p>;
  return (
    <BigButton intent="leave-behind.print" request={{}} icon="print">
      {t(paper === 'ready' ? 'paper.print' : 'paper.again')}
    </BigButton>
  );
};

/** What was set up, how to sign in tomorrow, whom to call. Leaves by itself. */
export const EnrolleeDone = ({ screen }: { readonly screen: ScreenOf<'enrollee/done'> }) => {
  const { site, instructions } = useDesk().snapshot;
  const withPassword = instructions?.some(({ id }) => id === 'password') === true;
  const { t } = useText();
  const method = methodName(screen.method, t, true);
  return (
    <Panel
      tone="proven"
      picture={screen.scan === null ? <Tick /> : <ScanSquare scan={screen.scan} />}
      title={t('done-plain.title', { name: screen.givenName })}
      lead={t(withPassword ? 'done-plain.lead-ready' : 'done-plain.lead')}
      actions={
        <>
          <BigButton intent="enrollment.finish" request={{}} look="main" icon="check">
            {t('done-plain.finish')}
          </BigButton>
          {screen.paper === null ? null : (
            <div className="paper" role="status" data-paper={screen.paper}>
              <OnPaper paper={screen.paper} />
            </div>
          )}
        </>
      }
    >
      <MarkedList
        icon="arrow"
        tone="plain"
        items={[
          { id: 'set-up', icon: 'check', text: t('done-plain.set-up', { method }) },
          { id: 'tomorrow', icon: 'key', text: t('done-plain.tomorrow', { method }) },
          { id: 'help', icon: 'phone', text: t('done-plain.help', { contact: site.helpContact }) },
          {
            id: 'not-me',
            icon: 'warning',
            text: t('done-plain.not-me', { contact: screen.notMeContact }),
          },
        ]}
      />
    </Panel>
  );
};
