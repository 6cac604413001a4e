import tls from 'node:tls';
import { messageOf, syslogSeverity } from '../message.ts';
import type { Alert, Channel, Sender } from '../port.ts';
import type { ChannelSettings } from '../settings.ts';
import { deliveryErrorOf } from './https-post.ts';

/** Security and authorization messages that are not for everybody. Source: RFC 5424, table 1. */
const FACILITY = 10;

/** What the header may carry: printable ASCII without spaces. Source: RFC 5424, 6. */
const headerWord = (text: string, most: number): string =>
  text.replaceAll(/[^\x21-\x7e]/g, '_').slice(0, most) || '-';

/** `"`, `\` and `]` are escaped in a parameter's value. Source: RFC 5424, 6.3.3. */
const paramValue = (text: string): string => text.replaceAll(/["\\\]]/g, (one) => `\\${one}`);

/**
 * The number for examples in documentation: this program has none of its own. Source: RFC 5612; RFC 5424, 6.3.2.
 */
const SD_ID = 'tapdesk@32473';

/** One alert as a syslog message. Source: RFC 5424, 6. */
export const syslogMessage = (alert: Alert, sender: Sender, sentAt: number): string => {
  const priority = FACILITY * 8 + syslogSeverity[alert.severity];
  const header = [
    `<${priority}>1`,
    new Date(sentAt).toISOString(),
    headerWord(sender.station, 255),
    'tapdesk',
    '-',
    headerWord(alert.rule, 32),
  ].join(' ');
  const data = Object.entries({
    id: alert.id,
    severity: alert.severity,
    state: alert.state,
    at: alert.at,
    simulated: String(sender.simulated),
  })
    .map(([name, value]) => `${name}="${paramValue(value)}"`)
    .join(' ');
  // The mark says that the text is UTF-8; 6.4.
  return `${header} [${SD_ID} ${data}] \ufeff${messageOf(alert, sender)}`;
};

/** The message with its length in octets before it. Source: RFC 5425, 4.3. */
export const framed = (message: string): Buffer =>
  Buffer.concat([Buffer.from(`${Buffer.byteLength(message)} `), Buffer.from(message)]);

type Settings = NonNullable<ChannelSettings['syslog']>;

const connect = ({ host, port, ca, client }: Settings): tls.TLSSocket =>
  tls.connect({
    host,
    port,
    servername: host,
    minVersion: 'TLSv1.2',
    ...(ca === null ? {} : { ca }),
    ...(client === null ? {} : { cert: client.certificate, key: client.privateKey }),
  });

/**
 * Writes, closes its side, and waits until the receiver has closed the other: the protocol has no answer, and this is
 * the most that can be known of a message's arrival (RFC 5425, 4.4).
 */
const exchange = (socket: tls.TLSSocket, message: string, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => socket.destroy(new Error('it took too long')), { once: true });
    socket.once('secureConnect', () => void socket.end(framed(message)));
    // Whichever comes first counts: an end is orderly, an error or a close before it is not.
    socket.once('end', resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the receiver broke the connection off')));
    socket.resume();
  });

/** Sends each alert to a syslog receiver, over a connection of its own. */
export const createSyslog = (
  settings: Settings,
  { sender, timeoutMs }: { readonly sender: Sender; readonly timeoutMs: number },
): Channel => ({
  name: 'syslog',
  deliver: async (alert, sentAt) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const socket = connect(settings);
    try {
      await exchange(socket, syslogMessage(alert, sender, sentAt), signal);
    } catch (error) {
      throw deliveryErrorOf(error, signal);
    } finally {
      socket.destroy();
    }
  },
});
