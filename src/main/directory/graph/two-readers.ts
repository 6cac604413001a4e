import { DirectoryError } from '../port.ts';
import type { Ask, Answers, Question } from './batch.ts';
import type { Answer } from './call.ts';

/**
 * What a delegated caller may read of others only with one more role: roles that somebody holds for a time or may
 * activate, and logs. Source: facts about Graph, 13; the ids are those of `questionsAbout` and what follows from them.
 */
const isForReader = ({ id }: Question): boolean => /^(active|eligible|audit)(-|$)/.test(id);

/** The reader did not get in: what it was to read stays unknown, and the rest is read all the same. */
const refused = (error: DirectoryError): Answer => ({
  status: 401,
  headers: new Headers(),
  bytes: new Uint8Array(),
  trace: error.trace,
  maybeDone: false,
});

const asReader = async (ask: Ask, ...[questions, context]: Parameters<Ask>): Promise<Answers> => {
  try {
    return await ask(questions, context);
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    const answer = refused(error);
    return { byId: new Map(questions.map(({ id }) => [id, answer])), trace: error.trace };
  }
};

/**
 * Asks some of the questions as the station's reading identity and the others as the operator, side by side.
 *
 * @param reader null: the operator asks everything
 */
export const askAsBoth =
  (operator: Ask, reader: Ask | null): Ask =>
  async (questions, context) => {
    const theirs = reader === null ? [] : questions.filter(isForReader);
    if (reader === null || theirs.length === 0) return operator(questions, context);
    const own = questions.filter((one) => !isForReader(one));
    const [read, asked] = await Promise.all([
      asReader(reader, theirs, context),
      own.length === 0 ? null : operator(own, context),
    ]);
    if (asked === null) return read;
    return { byId: new Map([...read.byId, ...asked.byId]), trace: asked.trace };
  };
