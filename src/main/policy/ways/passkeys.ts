import type { KeyRestrictions, PasskeyConfiguration } from '../../directory/index.ts';
import { closed, type Closed } from './closed.ts';
import { isNamed, keptFrom, type Registrant } from './scope.ts';

/**
 * Models that are no security key: Authenticator's own passkeys. Source: facts about Graph, 2 (Android and iOS).
 */
export const authenticatorModels: readonly string[] = [
  'de1e552d-db1d-4423-a619-566b625cdc84',
  '90a3ccdf-635c-4729-a248-9b709135078f',
];

/** Passkeys that Windows keeps in the machine itself: hardware, with and without a TPM. Source: FIDO metadata service. */
export const windowsModels: readonly string[] = [
  '08987058-cadc-4b81-b6e1-30de50dcbe96',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2',
];

const notKeys = new Set([...authenticatorModels, ...windowsModels]);

/** Whether a list lets a model in. A list of a kind that is not known lets nothing in. */
export const letsIn = ({ enforced, kind, aaGuids }: KeyRestrictions, model: string): boolean => {
  if (!enforced) return true;
  if (kind === 'unknown') return false;
  return aaGuids.some((one) => one.toLowerCase() === model.toLowerCase()) === (kind === 'allow');
};

/** Whether any model of the kind of thing may be registered. */
type LetsAny = (restrictions: KeyRestrictions) => boolean;

/** Of the phone's two apps one is enough: which phone the person has is not known yet. */
const anyPhone: LetsAny = (restrictions) => authenticatorModels.some((model) => letsIn(restrictions, model));

/** Of security keys there are hundreds: a list that keeps some out leaves others. */
const anyKey: LetsAny = ({ enforced, kind, aaGuids }) =>
  !enforced ||
  kind === 'block' ||
  (kind === 'allow' && aaGuids.some((one) => !notKeys.has(one.toLowerCase())));

const letsAny = { phone: anyPhone, key: anyKey } as const;

/** The profiles that count for somebody; one that fits is enough. Source: Microsoft Entra, passkey profiles. */
export const profilesOf = (passkeys: PasskeyConfiguration, who: Registrant) => {
  const mine = new Set(
    passkeys.include.filter((one) => isNamed(one, who)).flatMap(({ id }) => passkeys.profilesOf[id] ?? []),
  );
  return passkeys.profiles.filter(({ id }) => mine.has(id));
};

const modelsClosed = (
  passkeys: PasskeyConfiguration,
  who: Registrant,
  thing: 'phone' | 'key',
): readonly Closed[] => {
  const some = letsAny[thing];
  if (passkeys.profiles.length === 0) return some(passkeys.restrictions) ? [] : [closed('model-not-allowed')];
  const bound = profilesOf(passkeys, who).filter(({ types }) => types.includes('deviceBound'));
  if (bound.length === 0) return [closed('type-not-allowed')];
  return bound.some(({ restrictions }) => some(restrictions)) ? [] : [closed('model-not-allowed')];
};

/**
 * Why somebody cannot register a device-bound passkey of that thing. Both need self-service, a key that is
 * provisioned for the person too. Source: facts about Graph, 2 and 4.
 */
export const passkeyClosed = (
  passkeys: PasskeyConfiguration | null,
  who: Registrant,
  thing: 'phone' | 'key',
): readonly Closed[] => {
  const kept = keptFrom({ method: 'Passkey (FIDO2)', configuration: passkeys }, who);
  if (passkeys === null || kept.length > 0) return kept;
  return [
    ...(passkeys.selfService ? [] : [closed('self-service-off')]),
    ...modelsClosed(passkeys, who, thing),
  ];
};
