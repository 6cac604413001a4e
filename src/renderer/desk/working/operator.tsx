import { Panel } from '../../components/panel.tsx';
import { Working } from '../../components/working.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

export const OperatorWorking = ({ screen }: { readonly screen: ScreenOf<'operator/working'> }) => {
  const { t } = useText();
  const stoppable = screen.work !== 'undoing' && screen.work !== 'finding-person';
  return (
    <Panel title={t(`working.${screen.work}`)}>
      <Working work={screen.work} stoppable={stoppable} />
    </Panel>
  );
};
