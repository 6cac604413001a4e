import { BigButton } from '../../components/big-button.tsx';
import { CleanupList, Facts, LeftList } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProblemNote } from '../../components/problem-bar.tsx';
import { Verdict } from '../../components/verdict.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** Why it stopped, what was undone and what could not be. */
export const OperatorStopped = ({ screen }: { readonly screen: ScreenOf<'operator/stopped'> }) => {
  const { t } = useText();
  const clean = screen.notUndone.length === 0;
  return (
    <Panel
      tone="stop"
      title={<Verdict icon="stop">{t('stopped.title')}</Verdict>}
      lead={t(clean ? 'stopped.lead-clean' : 'stopped.lead-open')}
      actions={
        <BigButton intent="enrollment.finish" request={{}} look="main" icon="arrow">
          {t('done.next')}
        </BigButton>
      }
    >
      <ProblemNote problem={screen.why} />
      {clean ? null : (
        <>
          <h2>{t('stopped.not-undone')}</h2>
          <LeftList left={screen.left} />
          {screen.notUndone.includes('window') ? <CleanupList items={['window']} state="open" /> : null}
        </>
      )}
      {screen.undone.length === 0 ? null : (
        <>
          <h2>{t('stopped.undone')}</h2>
          <CleanupList items={screen.undone} state="done" />
        </>
      )}
      <Facts rows={[[t('done.record'), screen.recordNumber]]} />
    </Panel>
  );
};
