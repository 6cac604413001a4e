import type { PersonOnScreen } from '../../shared/index.ts';
import { useText } from '../text/index.ts';
import { DrawnPhoto } from './drawn-photo.tsx';
import { Icon } from './icon.tsx';
import { inOneLine } from './in-one-line.ts';

const texts = {
  pending: 'person.photo-pending',
  none: 'person.no-photo',
  unreadable: 'person.photo-unreadable',
} as const;

const PhotoMissing = ({ why }: { readonly why: keyof typeof texts }) => {
  const { t } = useText();
  return (
    <div className="photo photo-missing" data-photo={why}>
      <Icon name="person" />
      <span>{t(texts[why])}</span>
    </div>
  );
};

/** The photo of the directory; without one the place says so, since it is the photo that is compared. */
export const Photo = ({ person }: { readonly person: PersonOnScreen }) => {
  const { t } = useText();
  if (person.photo === null) return <PhotoMissing why={person.photoPending ? 'pending' : 'none'} />;
  return (
    <DrawnPhoto
      key={person.photo}
      photo={person.photo}
      className="photo"
      label={t('person.photo', { name: person.displayName })}
      instead={<PhotoMissing why="unreadable" />}
    />
  );
};

const AnyPerson = () => (
  <span className="person-line-photo">
    <Icon name="person" />
  </span>
);

/** Who it is about, in one line, on the operator's screens after the check. */
export const PersonLine = ({ person }: { readonly person: PersonOnScreen }) => (
  <div className="person-line">
    {person.photo === null ? (
      <AnyPerson />
    ) : (
      <DrawnPhoto
        key={person.photo}
        photo={person.photo}
        className="person-line-photo"
        instead={<AnyPerson />}
      />
    )}
    <span>
      <strong>{person.displayName}</strong>
      <span className="soft">{inOneLine([person.jobTitle, person.department])}</span>
    </span>
  </div>
);
