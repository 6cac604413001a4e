import { z } from 'zod';
import { DirectoryError, type Directory, type PersonFacts, type SignInRecord } from '../directory/index.ts';
import type { EntryBody, Journal, Stored } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';

const MINUTE_MS = 60_000;
/** When the log is looked at after a test sign-in: it follows within minutes, or an hour, or a day. */
const looksAfterMs = [5, 15, 60, 24 * 60].map((minutes) => minutes * MINUTE_MS);
/** Between further looks, when the last one could not read the log. */
const betweenMs = 60 * MINUTE_MS;
/** A log that could not be read for so long is not waited for any more. */
const patienceMs = 6 * 24 * 60 * MINUTE_MS;
const lastLookMs = Math.max(...looksAfterMs);
/** How far back unproven test sign-ins are looked for: a station may have been off over some days. */
const reachMs = 7 * 24 * 60 * MINUTE_MS;
/** Two clocks may differ by this much. */
const toleranceMs = 2 * MINUTE_MS;

/**
 * Whether the tenant's sign-in log can follow as proof: it takes the right that the audit log takes, and that one was
 * read, or was not asked for.
 */
export const logMayFollow = (facts: Pick<PersonFacts, 'recentPasses'> | null): boolean =>
  facts !== null && (facts.recentPasses.known || facts.recentPasses.because === 'not-asked');

/** A test sign-in that is not proven by the log yet. */
export interface Unproven {
  readonly enrollment: string;
  readonly personId: string;
  /** Epoch milliseconds by the station's clock: from when on no pass existed, and when it was done. */
  readonly from: number;
  readonly at: number;
  /** Made on the person's own phone: at another application, and by their word alone until the log says it. */
  readonly onPhone: boolean;
}

const endedWell = z.object({ ending: z.literal('done') });
const pending = z.object({
  accountId: z.string(),
  signInLog: z.literal('pending'),
  onPhone: z.boolean().default(false),
});
const toRetest = z.object({ to: z.literal('retest') });

const timeOf = ({ entry }: Stored): number => Date.parse(entry.at);

const unprovenIn = (entries: readonly Stored[]): readonly Unproven[] => {
  if (entries.some(({ entry }) => entry.type === 'retest.proof')) return [];
  const retest = entries.findLast(({ entry }) => pending.safeParse(entry.data).success);
  const began = entries.findLast(({ entry }) => toRetest.safeParse(entry.data).success);
  const { enrollment, subject } = retest?.entry ?? { enrollment: null, subject: null };
  if (retest === undefined || enrollment === null || subject === null) return [];
  const { onPhone } = pending.parse(retest.entry.data);
  return [{ enrollment, personId: subject, from: timeOf(began ?? retest), at: timeOf(retest), onPhone }];
};

/** Every test sign-in of the last days whose record waits for the log. @throws JournalError */
export const unprovenRetests = (
  journal: Pick<Journal, 'ofType' | 'ofEnrollment'>,
  now: number,
): readonly Unproven[] =>
  journal
    .ofType('enrollment.ended', { since: new Date(now - reachMs).toISOString() })
    .filter(({ entry }) => endedWell.safeParse(entry.data).success)
    .flatMap(({ entry }) =>
      entry.enrollment === null ? [] : unprovenIn(journal.ofEnrollment(entry.enrollment)),
    );

/** When the next look is due. @param lookedAt when this process looked last; null: not yet */
export const nextLookAt = ({ at }: Unproven, lookedAt: number | null): number => {
  const after = looksAfterMs.find((wait) => at + wait > (lookedAt ?? at));
  return after === undefined ? (lookedAt ?? at) + betweenMs : at + after;
};

const strong = /passkey|fido|passwordless|authenticator|mobile app|windows hello|certificate/i;
const weak = /temporary access pass|previously satisfied/i;

/** What the log says: a strong method was shown, and no pass. Its words are no closed list, so parts are looked for. */
export const judge = ({ methods }: SignInRecord): 'confirmed' | 'contradicted' =>
  methods.some((method) => strong.test(method)) && !methods.some((method) => weak.test(method))
    ? 'confirmed'
    : 'contradicted';

/**
 * The sign-in that was the test: between the end of the pass and the test's end, at the desk's own application or, on a
 * phone, at any.
 */
export const testAmong = (
  signIns: readonly SignInRecord[],
  { from, at, onPhone }: Unproven,
  appId: string | null,
): SignInRecord | undefined =>
  signIns.find((one) => {
    const when = Date.parse(one.at);
    const ours = onPhone || appId === null || one.appId?.toLowerCase() === appId.toLowerCase();
    return ours && when >= from - toleranceMs && when <= at + toleranceMs;
  });

/** What looking at the log needs. */
export interface ProvingPorts {
  readonly directory: Pick<Directory, 'readSignIns'>;
  readonly journal: Pick<Journal, 'ofType' | 'ofEnrollment' | 'append'>;
  readonly clock: { readonly now: () => number };
  readonly newId: () => string;
  readonly log: Logger;
  /** The desk's application, to which the test signs in; null: any. */
  readonly appId: string | null;
}

type Data = EntryBody['data'];

/** What somebody has to look into: the log says otherwise, or it does not say what the person's word alone stands for. */
const alertOf = ({ signInLog }: Data, onPhone: boolean): string | null => {
  if (signInLog === 'contradicted') return 'retest-contradicted';
  return onPhone && signInLog === 'not-available' ? 'retest-unproven' : null;
};

const write = ({ journal }: ProvingPorts, { enrollment, personId, onPhone }: Unproven, data: Data): void => {
  const about = { enrollment, step: null, actor: 'station', subject: personId };
  journal.append({ type: 'retest.proof', ...about, data });
  const code = alertOf(data, onPhone);
  if (code !== null) journal.append({ type: 'alert.raised', ...about, data: { code } });
};

const lookAt = async (ports: ProvingPorts, one: Unproven): Promise<Data | null> => {
  const since = new Date(one.from - toleranceMs).toISOString();
  try {
    const found = testAmong(
      await ports.directory.readSignIns(one.personId, since, { correlationId: ports.newId() }),
      one,
      ports.appId,
    );
    if (found !== undefined) {
      const { id, at, methods } = found;
      return { signInLog: judge(found), signIn: id, signedInAt: at, methods: [...methods] };
    }
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    ports.log.warn('sign-in-log-not-read', { code: error.code });
    // Who may not read it now may not read it later either.
    const over = error.code === 'tenant.forbidden' || ports.clock.now() >= one.at + patienceMs;
    return over ? { signInLog: 'not-available', why: error.code } : null;
  }
  const over = ports.clock.now() >= one.at + lastLookMs;
  return over ? { signInLog: 'not-available', why: 'not-in-the-log' } : null;
};

/** Looks at what is due. */
export interface RetestProving {
  /**
   * Looks at the log for every test sign-in that is due, and writes down what it says.
   *
   * @returns when to call again, in epoch milliseconds; null while nothing waits
   * @throws JournalError when what was found cannot be written
   */
  readonly look: () => Promise<number | null>;
}

/**
 * Follows up test sign-ins: what waits is found in the journal, so that it survives every restart; only when the last
 * look was is remembered here. Source: facts about the sign-in log's delay, §9.
 */
export const createRetestProving = (ports: ProvingPorts): RetestProving => {
  const lookedAt = new Map<string, number>();
  const dueAt = (one: Unproven): number => nextLookAt(one, lookedAt.get(one.enrollment) ?? null);
  return {
    look: async () => {
      let next: number | null = null;
      for (const one of unprovenRetests(ports.journal, ports.clock.now())) {
        if (dueAt(one) <= ports.clock.now()) {
          const data = await lookAt(ports, one);
          lookedAt.set(one.enrollment, ports.clock.now());
          if (data !== null) {
            write(ports, one, data);
            continue;
          }
        }
        next = Math.min(next ?? Infinity, dueAt(one));
      }
      return next;
    },
  };
};
