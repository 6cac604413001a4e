import type { AccessPolicy } from '../../directory/index.ts';
import { guardsRegistration, reaches, type Subject } from './applies.ts';

/** Where somebody signs in: whether the site trusts the place, or the named places that an address is at. */
export type Place = 'trusted' | 'elsewhere' | readonly string[];

/** Something that Conditional Access is asked about: who does what, by what, from where. */
export interface SignIn {
  readonly stage: 'pass-sign-in' | 'registration' | 'first-sign-in';
  readonly who: Subject;
  readonly proof: 'pass' | 'passkey';
  readonly place: Place;
  /** On a device that is compliant or hybrid joined. */
  readonly managed: boolean;
  /** Application id; null: one that no policy singles out. */
  readonly app: string | null;
  /** As Graph's conditionalAccessDevicePlatform; null: one that every policy about platforms is taken to name. */
  readonly platform: string | null;
}

/**
 * The page where people register, as an application. Source: Microsoft's list of first-party applications ("My
 * Signins"); not tried on a tenant.
 */
export const securityInfoApp = '19db86c3-b2b9-44cc-b339-36da233a3be2';

/** Why a policy does not apply, in Graph's words (whatIfAnalysisReasons); `notSet`: it does. */
export type Reason =
  | 'notSet'
  | 'notEnoughInformation'
  | 'policyNotEnabled'
  | 'users'
  | 'application'
  | 'userActions'
  | 'clientApps'
  | 'location'
  | 'devicePlatform'
  | 'signInRisk'
  | 'userRisk'
  | 'authenticationFlow';

type Rule = (policy: AccessPolicy, signIn: SignIn) => Reason;

const resource: Rule = (policy, { stage, app }) => {
  if (stage === 'registration') return guardsRegistration(policy) ? 'notSet' : 'userActions';
  const { include, exclude } = policy.apps;
  const named = include.includes('All') || (app !== null && include.includes(app));
  if (app !== null && exclude.includes(app)) return 'application';
  if (named) return 'notSet';
  // A filter reads attributes of applications that no reading has.
  return policy.appFilter ? 'notEnoughInformation' : 'application';
};

/** People sign in in a browser here: the guarded window is one. */
const client: Rule = ({ clientApps }) =>
  clientApps.includes('all') || clientApps.includes('browser') ? 'notSet' : 'clientApps';

const meets = (named: readonly string[], own: readonly string[]): boolean =>
  own.some((id) => named.includes(id));

/** Places that a policy names one by one count as trusted where no address is told: they are the site's own. */
const location: Rule = ({ locations }, { place }) => {
  if (locations === null) return 'notSet';
  const { include, exclude } = locations;
  if (place !== 'trusted' && place !== 'elsewhere')
    return meets(include, place) && !meets(exclude, place) ? 'notSet' : 'location';
  const trusted = place === 'trusted';
  if (!include.includes('All')) return trusted ? 'notSet' : 'location';
  return trusted && exclude.length > 0 ? 'location' : 'notSet';
};

const platform: Rule = ({ platforms }, signIn) => {
  if (platforms === null || signIn.platform === null) return 'notSet';
  const own = ['all', signIn.platform.toLowerCase()];
  const [include, exclude] = [platforms.include, platforms.exclude].map((all) =>
    all.map((one) => one.toLowerCase()),
  );
  return meets(include ?? [], own) && !meets(exclude ?? [], own) ? 'notSet' : 'devicePlatform';
};

/** Rules about devices read attributes that nobody is asked for. */
const device: Rule = ({ deviceFilter }) => (deviceFilter === null ? 'notSet' : 'notEnoughInformation');

const rules: readonly Rule[] = [
  ({ state }) => (state === 'disabled' || state === 'unknown' ? 'policyNotEnabled' : 'notSet'),
  (policy, { who }) => (reaches(policy, who) ? 'notSet' : 'users'),
  resource,
  client,
  location,
  platform,
  ({ signInRisk }) => (signInRisk.length === 0 || signInRisk.includes('none') ? 'notSet' : 'signInRisk'),
  ({ userRisk }) => (userRisk.length === 0 || userRisk.includes('none') ? 'notSet' : 'userRisk'),
  ({ transferMethods }) => (transferMethods.length === 0 ? 'notSet' : 'authenticationFlow'),
  device,
];

/**
 * Whether a policy applies to a sign-in without risk in a browser, or the first reason why it does not. A policy in
 * report-only applies too; it judges nobody.
 */
export const reasonFor = (policy: AccessPolicy, signIn: SignIn): Reason =>
  rules.map((rule) => rule(policy, signIn)).find((reason) => reason !== 'notSet') ?? 'notSet';

/** What nobody can tell is taken to apply. */
export const mayApply = (policy: AccessPolicy, signIn: SignIn): boolean =>
  ['notSet', 'notEnoughInformation'].includes(reasonFor(policy, signIn));
