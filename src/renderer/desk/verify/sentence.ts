import type { PersonOnScreen, QuestionOnScreen } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** What is asked, in the operator's language; the site's own steps bring their own words. */
export const useSentence = (question: QuestionOnScreen, person: PersonOnScreen): string => {
  const { t } = useText();
  if (question.kind === 'site') return question.text ?? '';
  // Nobody is asked to say that a face matches a photo that there is not.
  const withoutPhoto = question.kind === 'face-photo' && person.photo === null && !person.photoPending;
  return withoutPhoto ? t('proof.face-photo-none') : t(`proof.${question.kind}`, { name: person.givenName });
};
