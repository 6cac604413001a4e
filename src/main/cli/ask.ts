import { createInterface } from 'node:readline/promises';

/** Asks the person at the terminal. Null: nobody is there. */
export type Ask = (question: string) => Promise<string | null>;

/**
 * Questions on standard error and answers from standard input, where that is a terminal: what a command answers stands
 * alone on standard output.
 */
export const createAsk = (
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
): Ask => {
  if (input.isTTY !== true) return () => Promise.resolve(null);
  return async (question) => {
    const lines = createInterface({ input, output });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  };
};
