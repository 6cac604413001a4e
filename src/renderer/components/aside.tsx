import type { Language } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import { useText } from '../text/index.ts';
import { BigButton, PressButton } from './big-button.tsx';
import { LanguageName } from './language-name.tsx';
import { Title } from './panel.tsx';

const languages: readonly Language[] = ['en', 'es', 'fr', 'de', 'pt', 'zh'];

/** One large button a language, each named in itself. */
export const LanguageButtons = () => {
  const { snapshot, send, setAside } = useDesk();
  const { t } = useText();
  return (
    <div className="languages" role="group" aria-label={t('frame.language')}>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          className="language"
          lang={one}
          aria-pressed={snapshot.language === one}
          data-intent="desk.choose-language"
          data-language={one}
          onClick={() => {
            send('desk.choose-language', { language: one });
            setAside(null);
          }}
        >
          <LanguageName language={one} />
        </button>
      ))}
    </div>
  );
};

const StopQuestion = () => {
  const { setAside, snapshot } = useDesk();
  const { t } = useText();
  const whose = snapshot.screen.kind.startsWith('enrollee/') ? 'plain' : 'operator';
  return (
    <>
      <Title>{t('stop.title')}</Title>
      <p className="lead">{t(`stop.lead-${whose}`)}</p>
      <div className="actions">
        <BigButton intent="enrollment.cancel" request={{}} look="stop" icon="stop">
          {t('stop.yes')}
        </BigButton>
        <PressButton look="main" onPress={() => setAside(null)}>
          {t('stop.no')}
        </PressButton>
      </div>
    </>
  );
};

const LanguageQuestion = () => {
  const { setAside } = useDesk();
  const { t } = useText();
  return (
    <>
      <Title>{t('frame.language')}</Title>
      <LanguageButtons />
      <div className="actions">
        <PressButton onPress={() => setAside(null)}>{t('frame.back')}</PressButton>
      </div>
    </>
  );
};

/** A question inside the screen, in the place of what stands there: never a dialog of the system. */
export const AsideQuestion = () => {
  const { aside } = useDesk();
  if (aside === null) return null;
  return <div className="aside-question">{aside === 'stop' ? <StopQuestion /> : <LanguageQuestion />}</div>;
};
