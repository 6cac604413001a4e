import { Panel } from '../../components/panel.tsx';
import { ShowDocument } from '../../components/pictures.tsx';
import { Working } from '../../components/working.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** The enrollee waits: for the operator, who looks at the document, or for the machine. */
export const EnrolleeWait = ({ screen }: { readonly screen: ScreenOf<'enrollee/wait'> }) => {
  const { t } = useText();
  if (screen.work === null) {
    return (
      <Panel
        picture={<ShowDocument />}
        title={t('wait.hello', { name: screen.givenName })}
        lead={t('wait.show-document')}
      />
    );
  }
  return (
    <Panel title={t('wait.moment')}>
      <Working work={screen.work} plain />
    </Panel>
  );
};
