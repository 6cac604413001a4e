import { BigButton } from '../../components/big-button.tsx';
import { MarkedList, methodName } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import { KeyTouch, NewPassword, OnlyYou, PhoneLock, Tick } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

const pictures = {
  reveal: OnlyYou,
  register: KeyTouch,
  confirm: Tick,
  password: NewPassword,
  retest: PhoneLock,
} as const;

/** Where the person is on their own phone. */
const OnPhone = ({ screen }: { readonly screen: ScreenOf<'operator/watch'> }) => {
  const { t, number } = useText();
  const { way, phone } = screen;
  if (way === null || phone === null) return null;
  const step = t(`phone.${phone.step}.title`);
  const place = { way: t(`way-name.${way}`), number: number(phone.number), of: number(phone.of), step };
  return (
    <MarkedList
      tone="plain"
      icon="phone"
      items={[
        { id: 'step', text: t('watch.way', place) },
        ...(phone.help ? [{ id: 'help', icon: 'unsure' as const, text: t('watch.help') }] : []),
      ]}
    />
  );
};

/** What came from elsewhere: the operator may know whose it is, and whether to call somebody. */
const Unexpected = ({ screen: { unexpected, person } }: { readonly screen: ScreenOf<'operator/watch'> }) => {
  const { t } = useText();
  if (unexpected === null) return null;
  const method = methodName(unexpected, t, false);
  const text = t('watch.unexpected', { name: person.givenName, method });
  return <MarkedList tone="plain" icon="unsure" items={[{ id: 'unexpected', text }]} />;
};

/** What the person sees now, without the pass, and how to go on or stop. */
export const OperatorWatch = ({ screen }: { readonly screen: ScreenOf<'operator/watch'> }) => {
  const { t } = useText();
  // Nothing is proven while somebody is asked.
  const Picture = screen.unexpected === null ? pictures[screen.at] : OnlyYou;
  const name = screen.person.givenName;
  return (
    <Panel
      picture={<Picture />}
      title={t(`watch.${screen.at}`, { name })}
      lead={t('watch.lead', { name })}
      actions={
        <>
          <BigButton intent="desk.show-welcome" request={{}} look="main" icon="arrow">
            {t('watch.give-back', { name })}
          </BigButton>
          <BigButton intent="enrollment.person-left" request={{}}>
            {t('watch.left')}
          </BigButton>
        </>
      }
    >
      <PersonLine person={screen.person} />
      <OnPhone screen={screen} />
      <Unexpected screen={screen} />
    </Panel>
  );
};
