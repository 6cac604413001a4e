import { guidOf } from '../ids.ts';
import type { GraphObject } from '../model.ts';
import type { Tenant } from '../tenant.ts';
import { objectOf, onShelf, person, type Change } from './changes.ts';
import { variantOf, type Variant } from './variant.ts';

const DESK = guidOf('application Tapdesk');

const application =
  (change: (before: GraphObject) => object): Change =>
  ({ shelves }) =>
    onShelf(shelves.applications, guidOf(`application object ${DESK}`), change);

const consent =
  (change: (scopes: readonly string[]) => readonly string[]): Change =>
  ({ shelves }) => {
    const grant = [...shelves.grants.values()].find(
      (one) => one['clientId'] === guidOf(`service principal ${DESK}`),
    );
    onShelf(shelves.grants, grant?.id ?? '', ({ scope }) => ({
      scope: change(String(scope).split(' ')).join(' '),
    }));
  };

function operatorOwns({ shelves }: Tenant): void {
  const id = guidOf(`application object ${DESK}`);
  shelves.owners.set(id, new Set([...(shelves.owners.get(id) ?? []), person('operator')]));
}

/** Faults of the desk's app registration. */
export const applicationVariants: readonly Variant[] = [
  {
    fault: 'app.permissions-granted',
    about: 'one permission was not consented to',
    apply: consent((scopes) => scopes.filter((name) => name !== 'User.RevokeSessions.All')),
  },
  {
    fault: 'app.least-privilege',
    about: 'a permission was consented to that the desk does not need',
    apply: consent((scopes) => [...scopes, 'Group.ReadWrite.All']),
  },
  {
    fault: 'app.redirects',
    about: 'answers to sign-in may go to a web address',
    apply: application(({ web }) => ({
      web: { ...objectOf(web), redirectUris: ['https://old.tapdesk.example/signin'] },
    })),
  },
  {
    fault: 'app.no-secrets',
    about: 'the registration has a secret',
    apply: application(() => ({
      passwordCredentials: [
        {
          keyId: guidOf('secret of the registration'),
          displayName: 'made by hand',
          hint: 'x8Q',
          startDateTime: '2026-01-12T08:00:00Z',
          endDateTime: '2027-01-12T08:00:00Z',
          secretText: null,
        },
      ],
    })),
  },
  { fault: 'app.owners', about: 'an operator owns the registration', apply: operatorOwns },
].map(variantOf);
