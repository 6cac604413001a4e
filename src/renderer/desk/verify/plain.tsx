import { Title } from '../../components/panel.tsx';
import type { PersonOnScreen, QuestionOnScreen } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { Answers } from './answers.tsx';
import { isWithoutPhoto, useSentence } from './sentence.ts';

/** A question that is answered with yes, no or cannot tell. */
export const PlainQuestion = ({
  question,
  person,
}: {
  readonly question: QuestionOnScreen;
  readonly person: PersonOnScreen;
}) => {
  const { t } = useText();
  const sentence = useSentence(question, person);
  return (
    <>
      <Title>{sentence}</Title>
      {question.kind === 'site' ? null : (
        <p className="lead">
          {isWithoutPhoto(question, person) ? t('person.no-photo') : t(`proof-about.${question.kind}`)}
        </p>
      )}
      <Answers question={question} />
    </>
  );
};
