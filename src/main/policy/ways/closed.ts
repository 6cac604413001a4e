import type { OfferedWay, RegistrationWay, WayClosed } from '../../../shared/index.ts';
import type { Need } from '../../directory/index.ts';

/** Why a way is closed, as people are told it. */
export type Closed = NonNullable<OfferedWay['closed']>;

export const closed = (code: WayClosed, params: Closed['params'] = {}): Closed => ({ code, params });

/** What is not known closes: it may be the very thing that makes the way fail. */
export const notKnown = ({ permission }: Need): Closed => closed('not-known', { permission });

/** The order in which ways are proposed: what cannot be phished first, and what needs nothing but the desk. */
export const bestFirst: readonly RegistrationWay[] = [
  'security-key-here',
  'passkey-on-phone',
  'provisioned-key',
  'authenticator-on-phone',
];
