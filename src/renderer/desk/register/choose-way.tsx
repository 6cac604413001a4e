import type { RegistrationWay, ScreenOf } from '../../../shared/index.ts';
import { Panel } from '../../components/panel.tsx';
import { NumberMatch } from '../../components/phone-pictures.tsx';
import { KeyTouch, PhoneLock } from '../../components/pictures.tsx';
import { Tile } from '../../components/tile.tsx';
import { useText } from '../../text/index.ts';

const pictures: Readonly<Record<RegistrationWay, () => React.JSX.Element>> = {
  'security-key-here': KeyTouch,
  'passkey-on-phone': PhoneLock,
  'authenticator-on-phone': NumberMatch,
  'provisioned-key': KeyTouch,
};

const WayTile = ({ way }: { readonly way: RegistrationWay }) => {
  const { t } = useText();
  const Picture = pictures[way];
  return (
    <Tile intent="register.choose-way" request={{ way }} className="way-tile" data-way={way}>
      <Picture />
      <strong>{t(`way.${way}`)}</strong>
      <span className="soft">{t(`way-about.${way}`)}</span>
    </Tile>
  );
};

/** With what the person wants to sign in from now on: the ways that can succeed, best first. */
export const EnrolleeChooseWay = ({ screen }: { readonly screen: ScreenOf<'enrollee/choose-way'> }) => {
  const { t } = useText();
  return (
    <Panel title={t('choose-way.title')} lead={t('choose-way.lead')}>
      <div className="ways">
        {screen.ways.map((way) => (
          <WayTile key={way} way={way} />
        ))}
      </div>
    </Panel>
  );
};
