import { hash } from 'node:crypto';
import type { OutgoingReader } from '../../../src/main/journal/index.ts';
import type { signerOf } from './plan.ts';

const GENESIS = '0'.repeat(64);
const CHECKPOINT_EVERY = 50;
/** Of about the size of a desk's own. */
const FILLING = 'x'.repeat(200);

interface Written {
  readonly seq: number;
  readonly hash: string;
  readonly prev: string;
  readonly bytes: string;
}

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/**
 * A journal that is the same whenever it is asked: a process that was killed finds it as it left it.
 *
 * @param count how many entries it has now
 */
export const createSteadyJournal = (
  station: string,
  signer: ReturnType<typeof signerOf>,
  count: () => number,
): OutgoingReader => {
  const written: Written[] = [];
  const bytesOf = (seq: number, prev: string): string => {
    const at = new Date(Date.UTC(2026, 10, 22) + seq * 1000).toISOString();
    const data =
      seq === 1
        ? `{"crv":"Ed25519","kid":"${signer.kid}","kty":"OKP","x":"${signer.publicJwk.x}"}`
        : `{"filling":"${FILLING}"}`;
    const type = seq === 1 ? 'station.key' : 'example';
    return `{"actor":"station","at":"${at}","commitments":{},"data":${data},"enrollment":null,"epoch":1,"monotonicMs":${seq},"prev":"${prev}","seq":${seq},"station":"${station}","step":null,"subject":null,"type":"${type}","v":1}`;
  };
  const upTo = (seq: number): void => {
    while (written.length < seq) {
      const next = written.length + 1;
      const prev = written.at(-1)?.hash ?? GENESIS;
      const bytes = bytesOf(next, prev);
      written.push({ seq: next, prev, bytes, hash: hash('sha256', `\0${bytes}`, 'hex') });
    }
  };
  const jwsOf = (size: number): string => {
    const head = written[size - 1]?.hash ?? '';
    const at = new Date(Date.UTC(2026, 10, 22) + size * 1000).toISOString();
    const header = base64url(`{"alg":"EdDSA","kid":"${signer.kid}","typ":"tapdesk-checkpoint+jws"}`);
    const claim = `{"at":"${at}","epoch":1,"head":"${head}","size":${size},"station":"${station}","v":1}`;
    const signed = `${header}.${base64url(claim)}`;
    return `${signed}.${Buffer.from(signer.sign(Buffer.from(signed, 'ascii'))).toString('base64url')}`;
  };
  return {
    after: ({ seq }, most) => {
      upTo(count());
      const entries = written.slice(seq, seq + most);
      return entries.length === 0 ? null : { epoch: 1, entries };
    },
    checkpoints: (_, { covered, upTo: last }) => {
      const first = Math.floor(covered / CHECKPOINT_EVERY) + 1;
      const sizes: number[] = [];
      for (let size = first * CHECKPOINT_EVERY; size <= last; size += CHECKPOINT_EVERY) sizes.push(size);
      return sizes.map((size) => ({ size, jws: jwsOf(size) }));
    },
    hashAt: (_, seq) => {
      upTo(Math.min(seq, count()));
      return written[seq - 1]?.hash ?? null;
    },
    lastEpoch: () => 1,
    waiting: ({ seq }) => ({ entries: Math.max(0, count() - seq), since: null }),
  };
};
