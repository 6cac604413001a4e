/** Lists that are longer are read from files, or asked about by OCSP: taking one apart holds the desk up. */
const mostBytes = 5_000_000;
const limitMs = 5_000;

const read = async (response: Response): Promise<Uint8Array | null> => {
  if (!response.ok || response.body === null) return null;
  const parts: Uint8Array[] = [];
  let total = 0;
  // The type of a body's parts is unknown here; by the Fetch standard they are bytes.
  for await (const part of response.body as AsyncIterable<Uint8Array>) {
    total += part.length;
    if (total > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/**
 * Fetches what an issuer publishes. Plain http is usual: what comes is signed.
 *
 * @returns null for whatever cannot be had
 */
export const download = async (
  send: typeof fetch,
  url: string,
  init: RequestInit = {},
): Promise<Uint8Array | null> => {
  if (!/^https?:\/\//.test(url)) return null;
  try {
    return await read(await send(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(limitMs) }));
  } catch {
    return null;
  }
};
