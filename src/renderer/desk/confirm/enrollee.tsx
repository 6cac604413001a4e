import { methodName } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { Tick } from '../../components/pictures.tsx';
import { Working } from '../../components/working.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** The new method was found in the tenant. */
export const EnrolleeConfirmed = ({ screen }: { readonly screen: ScreenOf<'enrollee/confirmed'> }) => {
  const { t } = useText();
  return (
    <Panel
      tone="proven"
      picture={<Tick />}
      title={t('confirmed.title')}
      lead={t('confirmed.lead', { method: methodName(screen.method, t, true) })}
    >
      {screen.work === null ? null : <Working work={screen.work} plain />}
    </Panel>
  );
};
