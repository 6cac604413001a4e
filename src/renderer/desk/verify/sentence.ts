import type { PersonOnScreen, QuestionOnScreen } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** Nobody is asked to say that a face matches a photo that there is not. */
export const isWithoutPhoto = (question: QuestionOnScreen, person: PersonOnScreen): boolean =>
  question.kind === 'face-photo' && person.photo === null && !person.photoPending;

/** What is asked, in the operator's language; the site's own steps bring their own words. */
export const useSentence = (question: QuestionOnScreen, person: PersonOnScreen): string => {
  const { t } = useText();
  if (question.kind === 'site') return question.text ?? '';
  if (isWithoutPhoto(question, person)) return t('proof.face-photo-none');
  return t(`proof.${question.kind}`, { name: person.givenName });
};
