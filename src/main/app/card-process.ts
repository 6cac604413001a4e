import path from 'node:path';
import { session, utilityProcess } from 'electron';
import type { CardProcess } from '../badge/index.ts';

/**
 * Starts the process that speaks to card readers. Of the environment it gets what finds the card service; what it
 * writes goes nowhere.
 */
export const startCardProcess = (): CardProcess => {
  const socket = process.env['PCSCLITE_CSOCK_NAME'];
  const child = utilityProcess.fork(path.join(import.meta.dirname, 'card-process.js'), [], {
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
