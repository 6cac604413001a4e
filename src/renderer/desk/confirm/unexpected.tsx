import { BigButton } from '../../components/big-button.tsx';
import { methodName } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { OnlyYou } from '../../components/pictures.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** Something was added that the person did not choose here: only they know whether it was them. */
export const EnrolleeUnexpected = ({ screen }: { readonly screen: ScreenOf<'enrollee/unexpected'> }) => {
  const { t } = useText();
  return (
    <Panel
      picture={<OnlyYou />}
      title={t('unexpected.title')}
      lead={t('unexpected.lead', { name: screen.givenName, method: methodName(screen.method, t, true) })}
      actions={
        <>
          <BigButton intent="register.own" request={{ own: true }} look="plain" icon="check">
            {t('unexpected.yes')}
          </BigButton>
          <BigButton intent="register.own" request={{ own: false }} look="stop" icon="stop">
            {t('unexpected.no')}
          </BigButton>
        </>
      }
    />
  );
};
