import { session, utilityProcess } from 'electron';
import type { CardProcess } from '../badge/index.ts';

/**
 * Starts the process that speaks to card readers. Of the environment it gets what finds the card service; what it
 * writes goes nowhere.
 *
 * @param file its program: the bundler puts this code into another folder than that, so that it has to be told
 */
export const startCardProcess = (file: string): CardProcess => {
  const socket = process.env['PCSCLITE_CSOCK_NAME'];
  const child = utilityProcess.fork(file, [], {
    serviceName: 'tapdesk-card-readers',
    stdio: 'ignore',
    env: socket === undefined ? {} : { PCSCLITE_CSOCK_NAME: socket },
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
};

/**
 * A `fetch` for what issuers of cards publish, over Chromium's network stack so that the system's proxy holds; in
 * memory and apart from everything else. The addresses come from certificates that lead to a root of the site.
 */
export const createIssuerFetch = (): typeof fetch => {
  const issuers = session.fromPartition('card-issuers', { cache: false });
  return (input, init) =>
    issuers.fetch(input instanceof URL ? input.href : input, { ...init, credentials: 'omit' });
};
