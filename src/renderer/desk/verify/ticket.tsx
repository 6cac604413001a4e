import { useEffect, useState } from 'react';
import { NumberKeys } from '../../components/number-keys.tsx';
import { Title } from '../../components/panel.tsx';
import type { QuestionOnScreen } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { AnswerButton, useAnswer } from './answers.tsx';

interface TicketQuestionProps {
  readonly question: QuestionOnScreen;
  readonly ticket: NonNullable<QuestionOnScreen['ticket']>;
}

/** Digits of a keyboard count as those on the screen. */
const useKeyboard = (onDigit: (digit: string) => void, onErase: () => void): void => {
  useEffect(() => {
    const press = ({ key }: KeyboardEvent): void => {
      if (/^[0-9]$/.test(key)) onDigit(key);
      if (key === 'Backspace') onErase();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onDigit, onErase]);
};

/** The reference of the ticket that asked for this enrollment. */
export const TicketQuestion = ({ question, ticket }: TicketQuestionProps) => {
  const { t } = useText();
  const answer = useAnswer(question);
  const [number, setNumber] = useState('');
  const { prefix, minimumDigits, maximumDigits } = ticket;
  const [onDigit] = useState(
    () => (digit: string) => setNumber((before) => (before.length < maximumDigits ? before + digit : before)),
  );
  const [onErase] = useState(() => () => setNumber((before) => before.slice(0, -1)));
  useKeyboard(onDigit, onErase);
  return (
    <>
      <Title>{t('proof.ticket')}</Title>
      <p className="lead">{t('proof-about.ticket')}</p>
      <div className="ticket">
        <div className="ticket-left">
          <p className="ticket-number">
            <output aria-label={t('ticket.number')}>
              {prefix}
              {number}
              <span className="ticket-place">{'·'.repeat(Math.max(0, minimumDigits - number.length))}</span>
            </output>
          </p>
          <div className="answers answers-column">
            <AnswerButton
              outcome="passed"
              disabled={number.length < minimumDigits}
              onPress={() => answer('passed', { ticket: prefix + number })}
            >
              {t('ticket.enter')}
            </AnswerButton>
            <AnswerButton outcome="failed" onPress={() => answer('failed')}>
              {t('ticket.none')}
            </AnswerButton>
          </div>
        </div>
        <NumberKeys
          label={t('ticket.number')}
          full={number.length >= maximumDigits}
          onDigit={onDigit}
          onErase={onErase}
        />
      </div>
    </>
  );
};
