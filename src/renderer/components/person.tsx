import type { PersonOnScreen } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { Icon } from './icon.tsx';
import { inOneLine } from './in-one-line.ts';

/** The photo of the directory; without one the place says so, since it is the photo that is compared. */
export const Photo = ({ person }: { readonly person: PersonOnScreen }) => {
  const { t } = useText();
  if (person.photo === null) {
    return (
      <div className="photo photo-missing" data-photo={person.photoPending ? 'pending' : 'none'}>
        <Icon name="person" />
        <span>{t(person.photoPending ? 'person.photo-pending' : 'person.no-photo')}</span>
      </div>
    );
  }
  return <img className="photo" src={person.photo} alt={t('person.photo', { name: person.displayName })} />;
};

/** Who it is about, in one line, on the operator's screens after the check. */
export const PersonLine = ({ person }: { readonly person: PersonOnScreen }) => (
  <div className="person-line">
    {person.photo === null ? (
      <span className="person-line-photo">
        <Icon name="person" />
      </span>
    ) : (
      <img className="person-line-photo" src={person.photo} alt="" />
    )}
    <span>
      <strong>{person.displayName}</strong>
      <span className="soft">{inOneLine([person.jobTitle, person.department])}</span>
    </span>
  </div>
);
