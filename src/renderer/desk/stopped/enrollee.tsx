import { BigButton } from '../../components/big-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { Blank } from '../../components/pictures.tsx';
import { useText } from '../../text/index.ts';

export const EnrolleeStopped = () => {
  const { t } = useText();
  return (
    <Panel
      picture={<Blank />}
      title={t('stopped-plain.title')}
      lead={t('stopped-plain.lead')}
      actions={
        <BigButton intent="desk.show-operator" request={{}} look="main" icon="person">
          {t('stopped-plain.ask')}
        </BigButton>
      }
    />
  );
};
