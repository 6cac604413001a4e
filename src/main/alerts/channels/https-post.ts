import https from 'node:https';
import { connectionTrouble } from '../../net/index.ts';
import { DeliveryError } from '../port.ts';

/** A request to a receiver. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** PEM; null for the program's own list of authorities. */
  readonly ca: string | null;
  readonly timeoutMs: number;
}

/** Statuses with which a receiver asks for patience. Source: OTLP specification, retryable response codes. */
const busy: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const MOST_BYTES = 65_536;

const send = ({ url, headers, body, ca, timeoutMs }: Post, signal: AbortSignal) =>
  new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
    const options = {
      ...({ method: 'POST', agent: false, minVersion: 'TLSv1.2', signal, timeout: timeoutMs } as const),
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      ...(ca === null ? {} : { ca }),
    };
    const request = https.request(url, options, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size <= MOST_BYTES) parts.push(part);
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });

/** What a failed connection means, whichever of the two ends failed. */
export const deliveryErrorOf = (error: unknown, signal: AbortSignal): DeliveryError => {
  if (signal.aborted) return new DeliveryError('timeout', error);
  return new DeliveryError(connectionTrouble(error).trusted ? 'unreachable' : 'untrusted', error);
};

/**
 * Posts over TLS; a redirect is not followed: a receiver is where the site says it is.
 *
 * @returns the answer's text, of a status from 200 to 299
 * @throws DeliveryError
 */
export const post = async (one: Post): Promise<string> => {
  const signal = AbortSignal.timeout(one.timeoutMs);
  let answer: { readonly status: number; readonly text: string };
  try {
    answer = await send(one, signal);
  } catch (error) {
    throw deliveryErrorOf(error, signal);
  }
  const { status, text } = answer;
  if (status >= 200 && status < 300) return text;
  throw new DeliveryError(busy.has(status) ? 'busy' : 'refused', new Error(`status ${status}`));
};
