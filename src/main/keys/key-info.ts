/** What a key says of itself before anything is asked of it. */
export interface KeyInfo {
  /** Lower case, with dashes; null when it is no FIDO2 key. */
  readonly aaGuid: string | null;
  /** As the tools name them; empty where a key does not say. */
  readonly algorithms: readonly string[];
  readonly extensions: readonly string[];
  /** `none`: it knows no PIN at all. */
  readonly pin: 'set' | 'not-set' | 'none';
  /** Whether it knows a finger, or checks people otherwise by itself. */
  readonly checksPeople: boolean;
  readonly residentKeys: boolean;
  readonly pinTriesLeft: number | null;
  readonly leastCharacters: number;
  /** Credentials that still fit; null where it does not say. */
  readonly room: number | null;
}

/** CTAP 2.1 §6.5.1: no PIN is shorter. */
const leastCharacters = 4;

/** `PATH: vendor=0x…, product=0x… (MAKER NAME)`; a path may have blanks. Source: fido2-token(1), tools/token.c of 1.12. */
const device = /^(.+?): vendor=0x[0-9a-f]{4}, product=0x[0-9a-f]{4} \(/;

/** The keys that are plugged in, by their paths. A line that is none is left out. Pure. */
export const keysIn = (output: string): readonly string[] =>
  output.split('\n').flatMap((line) => {
    const path = device.exec(line)?.[1];
    return path === undefined ? [] : [path];
  });

const fieldsOf = (output: string): ReadonlyMap<string, string> =>
  new Map(
    output.split('\n').flatMap((line) => {
      const at = line.indexOf(': ');
      return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 2).trim()] as const];
    }),
  );

const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

const listOf = (text: string | undefined): readonly string[] =>
  (text ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));

const aaGuidOf = (text: string | undefined): string | null =>
  text !== undefined && /^[0-9a-f]{32}$/.test(text)
    ? text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : null;

/** An option that is off stands with `no` before its name. */
const pinOf = (options: readonly string[]): KeyInfo['pin'] => {
  if (options.includes('clientPin')) return 'set';
  return options.includes('noclientPin') ? 'not-set' : 'none';
};

/** Reads what `fido2-token -I` prints. What it does not say is not known, and a line that is new is passed over. Pure. */
export const keyInfoOf = (output: string): KeyInfo => {
  const fields = fieldsOf(output);
  const options = listOf(fields.get('options'));
  return {
    aaGuid: aaGuidOf(fields.get('aaguid')),
    algorithms: listOf(fields.get('algorithms')).map((one) => one.replace(/ \(.*\)$/, '')),
    extensions: listOf(fields.get('extension strings')),
    pin: pinOf(options),
    checksPeople: options.includes('uv'),
    residentKeys: options.includes('rk'),
    pinTriesLeft: numberOf(fields.get('pin retries')),
    leastCharacters: Math.max(leastCharacters, numberOf(fields.get('minpinlen')) ?? 0),
    room: numberOf(fields.get('remaining rk(s)')),
  };
};
