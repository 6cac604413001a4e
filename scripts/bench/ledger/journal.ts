import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { OutgoingEntry } from '../../../src/main/ledger/index.ts';
import type { OutgoingReader } from '../../../src/main/journal/index.ts';
import type { newSigner } from './plan.ts';

const GENESIS = '0'.repeat(64);
const CHECKPOINT_EVERY = 50;
/** Of about the size of a desk's own. */
const FILLING = 'x'.repeat(200);

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

type BenchSigner = ReturnType<typeof newSigner>;

const bytesOf = (station: string, signer: BenchSigner, of: { seq: number; prev: string }): string => {
  const { seq, prev } = of;
  const at = new Date(Date.UTC(2026, 10, 22) + seq * 1000).toISOString();
  const data =
    seq === 1
      ? `{"crv":"Ed25519","kid":"${signer.kid}","kty":"OKP","x":"${signer.publicJwk.x}"}`
      : `{"filling":"${FILLING}"}`;
  const type = seq === 1 ? 'station.key' : 'example';
  return `{"actor":"station","at":"${at}","commitments":{},"data":${data},"enrollment":null,"epoch":1,"monotonicMs":${seq},"prev":"${prev}","seq":${seq},"station":"${station}","step":null,"subject":null,"type":"${type}","v":1}`;
};

/** The first entries of a station, each over the one before. */
export const chainOf = (station: string, signer: BenchSigner, count: number): readonly OutgoingEntry[] => {
  const written: OutgoingEntry[] = [];
  while (written.length < count) {
    const of = { seq: written.length + 1, prev: written.at(-1)?.hash ?? GENESIS };
    const bytes = bytesOf(station, signer, of);
    written.push({ ...of, bytes, hash: hash('sha256', `\0${bytes}`, 'hex') });
  }
  return written;
};

const jwsOf = (station: string, signer: BenchSigner, { seq: size, hash: head }: OutgoingEntry): string => {
  const at = new Date(Date.UTC(2026, 10, 22) + size * 1000).toISOString();
  const header = base64url(`{"alg":"EdDSA","kid":"${signer.kid}","typ":"tapdesk-checkpoint+jws"}`);
  const claim = `{"at":"${at}","epoch":1,"head":"${head}","size":${size},"station":"${station}","v":1}`;
  const signed = `${header}.${base64url(claim)}`;
  return `${signed}.${Buffer.from(signer.sign(Buffer.from(signed, 'ascii'))).toString('base64url')}`;
};

/**
 * Writes and signs a station's whole journal beforehand: what is measured is the outbox and the ledger. A line for an
 * entry is its hash, the checkpoint over it (or nothing), and its text.
 */
export const writeJournal = (
  file: string,
  station: string,
  { signer, count }: { readonly signer: BenchSigner; readonly count: number },
): void => {
  const lines = chainOf(station, signer, count).map((entry) => {
    const covered = entry.seq % CHECKPOINT_EVERY === 0;
    return `${entry.hash}\t${covered ? jwsOf(station, signer, entry) : ''}\t${entry.bytes}`;
  });
  writeFileSync(file, lines.join('\n'));
};

/**
 * A journal that is the same whenever it is asked: a process that was killed finds it as it left it.
 *
 * @param count how many entries it has now
 */
export const readJournal = (file: string, count: () => number): OutgoingReader => {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('\t'));
  const hashOf = (seq: number): string => lines[seq - 1]?.[0] ?? GENESIS;
  return {
    after: ({ seq: last }, most) => {
      const entries = lines
        .slice(last, Math.min(count(), last + most))
        .map(([, , bytes = ''], index): OutgoingEntry => {
          const seq = last + index + 1;
          return { seq, hash: hashOf(seq), prev: hashOf(seq - 1), bytes };
        });
      return entries.length === 0 ? null : { epoch: 1, entries };
    },
    checkpoints: (_, { covered, upTo }) =>
      lines.slice(covered, upTo).flatMap(([, jws = ''], index) => {
        return jws === '' ? [] : [{ size: covered + index + 1, jws }];
      }),
    hashAt: (_, seq) => (seq <= count() ? hashOf(seq) : null),
    lastEpoch: () => 1,
    waiting: ({ seq }) => ({ entries: Math.max(0, count() - seq), since: null }),
  };
};
