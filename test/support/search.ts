import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The text as it may stand in a file: plain, in two bytes a character, in base64 at each offset, in a URL, in hex. */
const formsOf = (text: string): readonly Buffer[] => {
  const bytes = Buffer.from(text, 'utf8');
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // The characters at both ends depend on what stands beside the text.
    return encoded.slice(Math.ceil((offset * 4) / 3), -4);
  });
  const written = [text, encodeURIComponent(text), bytes.toString('hex'), ...base64];
  return [Buffer.from(text, 'utf16le'), ...written.map((one) => Buffer.from(one, 'utf8'))];
};

/** Whether the bytes hold the text in any of its forms. */
export const holds = (content: Buffer, text: string): boolean =>
  formsOf(text).some((form) => content.includes(form));

const filesUnder = (place: string): readonly string[] =>
  readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(place, entry.name);
    if (entry.isDirectory()) return filesUnder(full);
    return entry.isFile() ? [full] : [];
  });

/** All files under the places, newer than a moment, that hold one of the texts. */
export const filesHolding = (
  places: readonly string[],
  texts: readonly string[],
  sinceMs = 0,
): { readonly searched: number; readonly found: readonly string[] } => {
  const files = places.flatMap(filesUnder).filter((file) => statSync(file).mtimeMs >= sinceMs);
  const found = files.filter((file) => {
    const content = readFileSync(file);
    return texts.some((text) => holds(content, text));
  });
  return { searched: files.length, found };
};
