import { useState } from 'react';
import { PressButton } from '../../components/big-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Title } from '../../components/panel.tsx';
import type { PersonOnScreen, QuestionOnScreen } from '../../../shared/index.ts';
import { useText, type TextKey } from '../../text/index.ts';
import { AnswerButton, Answers, useAnswer } from './answers.tsx';
import { useSentence } from './sentence.ts';

type Document = QuestionOnScreen['documents'][number];

const names: Readonly<Record<string, TextKey>> = {
  passport: 'document.passport',
  'national-id': 'document.national-id',
  'driving-licence': 'document.driving-licence',
  'employer-id': 'document.employer-id',
};

const useName = (): ((document: Document) => string) => {
  const { t } = useText();
  return ({ id, name }) => {
    const key = names[id];
    return name ?? (key === undefined ? id : t(key));
  };
};

interface ChooserProps {
  readonly question: QuestionOnScreen;
  readonly person: PersonOnScreen;
  readonly onChoose: (document: Document) => void;
}

/** Which document is shown: its class alone is asked for and recorded. */
const Chooser = ({ question, person, onChoose }: ChooserProps) => {
  const { t } = useText();
  const nameOf = useName();
  const answer = useAnswer(question);
  return (
    <>
      <Title>{useSentence(question, person)}</Title>
      <p className="lead">{t('proof-about.document')}</p>
      <div className="documents" role="group" aria-label={t('document.choose')}>
        {question.documents.map((document) => (
          <button
            key={document.id}
            type="button"
            className="choice-tile"
            data-document={document.id}
            onClick={() => onChoose(document)}
          >
            <Icon name="document" />
            <strong>{nameOf(document)}</strong>
          </button>
        ))}
      </div>
      <div className="answers">
        <AnswerButton outcome="not-possible" onPress={() => answer('not-possible')}>
          {t('document.none')}
        </AnswerButton>
      </div>
    </>
  );
};

/** First which document, then whether it is this person's. */
export const DocumentQuestion = ({ question, person }: Omit<ChooserProps, 'onChoose'>) => {
  const { t } = useText();
  const nameOf = useName();
  const [chosen, setChosen] = useState<Document | null>(null);
  if (chosen === null) return <Chooser question={question} person={person} onChoose={setChosen} />;
  return (
    <>
      <Title>{t('document.matches', { document: nameOf(chosen), name: person.displayName })}</Title>
      <p className="lead">{t('document.look')}</p>
      <Answers question={question} more={{ documentClass: chosen.id }} />
      <div className="actions">
        <PressButton look="quiet" icon="document" name="another-document" onPress={() => setChosen(null)}>
          {t('document.another')}
        </PressButton>
      </div>
    </>
  );
};
