import { inOneLine } from '../../components/in-one-line.ts';
import { Facts } from '../../components/lists.tsx';
import { Photo } from '../../components/person.tsx';
import { BigButton } from '../../components/big-button.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { DocumentQuestion } from './document.tsx';
import { PlainQuestion } from './plain.tsx';
import { TicketQuestion } from './ticket.tsx';

type Verify = ScreenOf<'operator/verify'>;

const PersonFacts = ({ person }: Pick<Verify, 'person'>) => {
  const { t } = useText();
  return (
    <Facts
      rows={[
        [t('person.number'), person.employeeId ?? '–'],
        [t('person.account'), person.userPrincipalName],
      ]}
    />
  );
};

const EarlierPasses = ({ passes }: { readonly passes: Verify['earlierPasses'] }) => {
  const { t, dateTime } = useText();
  if (passes.length === 0) return <p className="soft">{t('verify.no-earlier')}</p>;
  return (
    <details className="earlier">
      <summary>
        {t('verify.earlier', { date: passes[0] === undefined ? '' : dateTime(passes[0].at) })}
      </summary>
      <ul>
        {passes.map(({ at, scenario }) => (
          <li key={at}>{inOneLine([dateTime(at), t(`scenario.${scenario}`)])}</li>
        ))}
      </ul>
    </details>
  );
};

/** How far the check has come: a bar for the eyes, a sentence for everybody. */
const Progress = ({ number, of }: { readonly number: number; readonly of: number }) => {
  const { t } = useText();
  return (
    <p className="proof-progress">
      {Array.from({ length: of }, (_, index) => (
        <span key={index} className="proof-mark" data-past={index < number} aria-hidden="true" />
      ))}
      <span className="soft">{t('verify.progress', { number, of })}</span>
    </p>
  );
};

const Question = ({ screen }: { readonly screen: Verify }) => {
  const { question, person } = screen;
  if (question.documents.length > 0) return <DocumentQuestion question={question} person={person} />;
  if (question.ticket === null) return <PlainQuestion question={question} person={person} />;
  return <TicketQuestion question={question} ticket={question.ticket} />;
};

/** The operator looks at the person and answers the site's script, one question after another. */
export const OperatorVerify = ({ screen }: { readonly screen: Verify }) => {
  const { t } = useText();
  const { person, question } = screen;
  return (
    <div className="panel panel-verify" data-step={question.step} data-kind={question.kind}>
      <div className="panel-body">
        <Photo person={person} />
        <div>
          <strong className="verify-name">{person.displayName}</strong>
          <p className="soft">{inOneLine([person.jobTitle, person.department])}</p>
        </div>
        <PersonFacts person={person} />
      </div>
      <div className="panel-body">
        <Progress number={question.number} of={question.of} />
        <Question key={question.step} screen={screen} />
        <div className="verify-below">
          <div>
            <p className="soft">
              {inOneLine([t('person.badge'), t(`badge-strength.${screen.badge.strength}`)])}
            </p>
            <EarlierPasses passes={screen.earlierPasses} />
          </div>
          <BigButton intent="verify.flag" request={{}} look="quiet">
            {t('verify.flag')}
          </BigButton>
        </div>
      </div>
    </div>
  );
};
