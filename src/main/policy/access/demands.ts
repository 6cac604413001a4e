import type { AccessPolicy, Strength } from '../../directory/index.ts';

type Grant = NonNullable<AccessPolicy['grant']>;

/** Source: Graph authenticationMethodModes. */
const passes: readonly string[] = ['temporaryAccessPassOneTime', 'temporaryAccessPassMultiUse'];
const phishingResistant: ReadonlySet<string> = new Set([
  'windowsHelloForBusiness',
  'fido2',
  'x509CertificateMultiFactor',
]);

/** Whether a pass signs in under it; the desk's are one-time. */
export const takesPass = ({ combinations }: Strength): boolean =>
  combinations.includes('temporaryAccessPassOneTime');

/** Nothing that can be phished meets it. */
export const resistsPhishing = ({ combinations }: Strength): boolean =>
  combinations.length > 0 && combinations.every((one) => phishingResistant.has(one));

/** Combinations of a strength that are no pass: what a person may register and use afterwards. */
export const lasting = ({ combinations }: Strength): readonly string[] =>
  combinations.filter((one) => !passes.includes(one));

/** Ways through a grant, of which one is enough (OR) or all are needed (AND). */
const optionsOf = (grant: Grant): readonly string[] => [
  ...grant.controls,
  ...(grant.strength === null ? [] : ['strength']),
  ...grant.others,
];

/** Whether nobody gets through without one of these: a weaker alternative beside them undoes it. */
const unavoidable = (grant: Grant, wanted: (option: string) => boolean): boolean => {
  const options = optionsOf(grant);
  if (options.length === 0) return false;
  return grant.all ? options.some(wanted) : options.every(wanted);
};

/** A second factor, by the grant of that name or by a strength. */
export const demandsMfa = ({ grant }: AccessPolicy): boolean =>
  grant !== null && unavoidable(grant, (option) => option === 'mfa' || option === 'strength');

/** A strength that fits. */
export const demandsStrength = ({ grant }: AccessPolicy, fits: (strength: Strength) => boolean): boolean =>
  grant !== null &&
  grant.strength !== null &&
  fits(grant.strength) &&
  unavoidable(grant, (option) => option === 'strength');

const devices: ReadonlySet<string> = new Set(['compliantDevice', 'domainJoinedDevice']);

/** A managed device. */
export const demandsDevice = ({ grant }: AccessPolicy): boolean =>
  grant !== null && unavoidable(grant, (option) => devices.has(option));

/** Whether somebody with nothing but a pass cannot get through, whatever device they use. */
export const shutsPassOut = ({ grant }: AccessPolicy): boolean => {
  if (grant === null) return false;
  const passable = (option: string): boolean =>
    option === 'strength' ? grant.strength !== null && takesPass(grant.strength) : option !== 'block';
  const options = optionsOf(grant);
  if (options.length === 0) return false;
  return grant.all ? !options.every(passable) : !options.some(passable);
};
