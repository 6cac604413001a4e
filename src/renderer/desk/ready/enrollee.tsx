import { LanguageButtons } from '../../components/aside.tsx';
import { Panel } from '../../components/panel.tsx';
import { BadgeAtReader } from '../../components/pictures.tsx';
import { useText } from '../../text/index.ts';

/** What stands there while nobody does. */
export const EnrolleeAttract = () => {
  const { t } = useText();
  return (
    <Panel picture={<BadgeAtReader />} title={t('attract.title')} lead={t('attract.lead')}>
      <LanguageButtons />
    </Panel>
  );
};
