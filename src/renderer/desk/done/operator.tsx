import { BigButton } from '../../components/big-button.tsx';
import { CleanupList, Facts, MarkedList, methodName } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { Tick } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText, type Text, type TextKey } from '../../text/index.ts';

type Proof = ScreenOf<'operator/done'>['proof'];

/** What stands for the test sign-in, best first; what is only expected is not ticked. */
const ProofList = ({ proof }: { readonly proof: Proof }) => {
  const { t } = useText();
  const proven: TextKey[] = [];
  // What only the person says is not ticked.
  const said: TextKey[] = [];
  if (proof.authenticationContext === 'met') proven.push('proof.context-met');
  if (proof.freshSignIn) proven.push('proof.fresh');
  if (proof.onPhone) said.push('proof.on-phone');
  if (proof.signInLog === 'confirmed') proven.push('proof.log-confirmed');
  const rows = proven.map((key) => ({ id: key, text: t(key) }));
  const contradicted = proof.signInLog === 'contradicted';
  return (
    <>
      <MarkedList items={rows} icon="check" tone="proven" />
      <MarkedList items={said.map((key) => ({ id: key, text: t(key) }))} icon="phone" tone="plain" />
      {proof.signInLog === 'confirmed' ? null : (
        <MarkedList
          items={[{ id: 'log', text: t(`proof.log-${proof.signInLog}`) }]}
          icon={contradicted ? 'warning' : 'clock'}
          tone={contradicted ? 'stop' : 'plain'}
        />
      )}
    </>
  );
};

/** Only where the site has the step. */
const passwordRow = (
  { password }: Pick<ScreenOf<'operator/done'>, 'password'>,
  t: Text['t'],
): readonly (readonly [string, string])[] =>
  password === 'not-asked'
    ? []
    : [[t('done.password'), t(password === 'changed' ? 'done.password-changed' : 'done.password-kept')]];

/** What was done, what was taken away, and what proves it. */
export const OperatorDone = ({ screen }: { readonly screen: ScreenOf<'operator/done'> }) => {
  const { t, minutes } = useText();
  return (
    <Panel
      tone="proven"
      picture={<Tick />}
      title={t('done.title')}
      actions={
        <BigButton intent="enrollment.finish" request={{}} look="main" icon="arrow">
          {t('done.next')}
        </BigButton>
      }
    >
      <Facts
        rows={[
          [t('done.method'), methodName(screen.method, t, false)],
          ...passwordRow(screen, t),
          [t('done.minutes'), minutes(screen.minutes)],
          [t('done.record'), screen.recordNumber],
        ]}
      />
      <h2>{t('done.cleaned')}</h2>
      <CleanupList items={screen.cleaned} state="done" />
      <h2>{t('done.proof')}</h2>
      <ProofList proof={screen.proof} />
    </Panel>
  );
};
