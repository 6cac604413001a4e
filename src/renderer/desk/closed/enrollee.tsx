import { Panel } from '../../components/panel.tsx';
import { Soon } from '../../components/pictures.tsx';
import { useText } from '../../text/index.ts';

export const EnrolleeOpensSoon = () => {
  const { t } = useText();
  return <Panel picture={<Soon />} title={t('opens-soon.title')} lead={t('opens-soon.lead')} />;
};
