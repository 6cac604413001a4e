import { useState } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Facts } from '../../components/lists.tsx';
import { Title } from '../../components/panel.tsx';
import { Photo } from '../../components/person.tsx';
import { TickBox } from '../../components/tick-box.tsx';
import type { Attestation, PersonOnScreen, ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

type Verify = ScreenOf<'operator/verify'>;

const pictures = { face: 'person', badge: 'badge', document: 'document' } as const;

const PersonFacts = ({
  person,
  badge,
}: {
  readonly person: PersonOnScreen;
  readonly badge: Verify['badge'];
}) => {
  const { t } = useText();
  const rows = [
    [t('person.number'), person.employeeId],
    [t('person.account'), person.userPrincipalName],
    [t('person.badge'), t(`badge-strength.${badge.strength}`)],
  ] as const;
  return <Facts rows={rows.map(([name, value]) => [name, value ?? '–'] as const)} />;
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
          <li key={at}>
            {dateTime(at)} · {t(`scenario.${scenario}`)}
          </li>
        ))}
      </ul>
    </details>
  );
};

interface TicksProps {
  readonly asked: readonly Attestation[];
  readonly ticked: readonly Attestation[];
  readonly person: PersonOnScreen;
  readonly onChange: (ticked: readonly Attestation[]) => void;
}

const Ticks = ({ asked, ticked, person, onChange }: TicksProps) => {
  const { t } = useText();
  // Nobody is asked to say that a face matches a photo that there is not.
  const withoutPhoto = person.photo === null && !person.photoPending;
  return (
    <div className="ticks" role="group" aria-label={t('verify.lead')}>
      {asked.map((one) => (
        <div key={one} className="choice-tile" data-chosen={ticked.includes(one)}>
          <Icon name={pictures[one]} />
          <TickBox
            checked={ticked.includes(one)}
            attestation={one}
            onChange={(checked) =>
              onChange(checked ? [...ticked, one] : ticked.filter((other) => other !== one))
            }
          >
            {t(one === 'face' && withoutPhoto ? 'attestation.face-without-photo' : `attestation.${one}`)}
          </TickBox>
        </div>
      ))}
    </div>
  );
};

/** The operator compares the person with the photo, and says what was looked at. */
export const OperatorVerify = ({ screen }: { readonly screen: Verify }) => {
  const { t } = useText();
  const [ticked, setTicked] = useState<readonly Attestation[]>([]);
  const all = screen.attestations.every((one) => ticked.includes(one));
  return (
    <div className="panel panel-verify">
      <div className="panel-body">
        <Photo person={screen.person} />
        <PersonFacts person={screen.person} badge={screen.badge} />
      </div>
      <div className="panel-body">
        <Title>{screen.person.displayName}</Title>
        <p className="lead">
          {[screen.person.jobTitle, screen.person.department].filter((one) => one !== null).join(' · ')}
        </p>
        <EarlierPasses passes={screen.earlierPasses} />
        <h2>{t('verify.lead')}</h2>
        <Ticks asked={screen.attestations} ticked={ticked} person={screen.person} onChange={setTicked} />
        <div className="actions">
          <BigButton
            intent="verify.attest"
            request={{ attested: [...ticked] }}
            look="main"
            icon="arrow"
            disabled={!all}
          >
            {t('verify.attest')}
          </BigButton>
          <BigButton intent="verify.flag" request={{}} look="quiet">
            {t('verify.flag')}
          </BigButton>
        </div>
      </div>
    </div>
  );
};
