import { describe, expect, it } from 'vitest';
import { connectionTrouble } from '../../../src/main/net/index.ts';
import { socketFailure } from '../../support/scripted-graph.ts';

describe('what a failed fetch tells', () => {
  it.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('does not trust the other side on %s, and has sent nothing', (code) => {
    expect(connectionTrouble(socketFailure(code))).toEqual({ trusted: false, maybeSent: false });
  });

  it("reads Chromium's certificate errors, which Electron's fetch gives as messages", () => {
    const trouble = connectionTrouble(new Error('net::ERR_CERT_AUTHORITY_INVALID'));
    expect(trouble).toEqual({ trusted: false, maybeSent: false });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    'has sent nothing on %s',
    (code) => {
      expect(connectionTrouble(socketFailure(code))).toEqual({ trusted: true, maybeSent: false });
    },
  );

  it.each(['net::ERR_NAME_NOT_RESOLVED', 'net::ERR_CONNECTION_REFUSED', 'net::ERR_INTERNET_DISCONNECTED'])(
    'has sent nothing on %s',
    (message) => {
      expect(connectionTrouble(new Error(message))).toEqual({ trusted: true, maybeSent: false });
    },
  );

  it('has sent nothing when the failing system call was the connecting one', () => {
    const failure = socketFailure('ETIMEDOUT', { syscall: 'connect' });
    expect(connectionTrouble(failure)).toEqual({ trusted: true, maybeSent: false });
  });

  it('looks into each of several failed addresses', () => {
    const parts = [Object.assign(new Error('no'), { code: 'ECONNREFUSED' })];
    const failure = new TypeError('fetch failed', { cause: new AggregateError(parts) });
    expect(connectionTrouble(failure)).toEqual({ trusted: true, maybeSent: false });
  });

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT'])(
    'may have sent the request on %s',
    (code) => {
      expect(connectionTrouble(socketFailure(code))).toEqual({ trusted: true, maybeSent: true });
    },
  );

  it('may have sent the request when nothing is known of the failure', () => {
    expect(connectionTrouble('broken')).toEqual({ trusted: true, maybeSent: true });
  });
});
