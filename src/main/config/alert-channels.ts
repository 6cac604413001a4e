import { readFileSync } from 'node:fs';
import type { ChannelSettings } from '../alerts/index.ts';
import { ConfigError } from './read.ts';
import { isOpenToOthers } from './reader-key.ts';
import type { Config } from './schema.ts';

/** Source: Standard Webhooks 1.0.0, "Signature scheme": a secret of 24 to 64 bytes. */
const [FEWEST_BYTES, MOST_BYTES] = [24, 64];

const textOf = (setting: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`alerts.${setting}: ${file} cannot be read`);
  }
};

const pemOf = (setting: string, file: string, label: 'CERTIFICATE' | 'PRIVATE KEY'): string => {
  const text = textOf(setting, file);
  if (!text.includes(`-----BEGIN ${label}-----`))
    throw new ConfigError(`alerts.${setting}: ${file} is no PEM`);
  return text;
};

/** What a file holds that nobody but the desk's account may read. */
const secretOf = (setting: string, file: string, platform: NodeJS.Platform): string => {
  const text = textOf(setting, file).trim();
  if (isOpenToOthers(file, platform))
    throw new ConfigError(
      `alerts.${setting}: others than the desk's account may read ${file}; run chmod 600`,
    );
  return text;
};

const caOf = (setting: string, file: string | null): string | null =>
  file === null ? null : pemOf(setting, file, 'CERTIFICATE');

const webhookOf = ({ webhook }: Config['alerts'], platform: NodeJS.Platform): ChannelSettings['webhook'] => {
  if (webhook === null) return null;
  const text = secretOf('webhook.secretFile', webhook.secretFile, platform).replace(/^whsec_/, '');
  const secret = Buffer.from(text, 'base64');
  const whole = /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  if (!whole || secret.length < FEWEST_BYTES || secret.length > MOST_BYTES)
    throw new ConfigError(
      `alerts.webhook.secretFile: ${webhook.secretFile} must hold ${FEWEST_BYTES} to ${MOST_BYTES} bytes in base64; openssl rand -base64 32 makes some`,
    );
  return { url: webhook.url, secret, ca: caOf('webhook.caFile', webhook.caFile) };
};

const syslogOf = ({ syslog }: Config['alerts'], platform: NodeJS.Platform): ChannelSettings['syslog'] => {
  if (syslog === null) return null;
  const { host, port, caFile, certificateFile, privateKeyFile } = syslog;
  const client =
    certificateFile === null || privateKeyFile === null
      ? null
      : {
          certificate: pemOf('syslog.certificateFile', certificateFile, 'CERTIFICATE'),
          privateKey: secretOf('syslog.privateKeyFile', privateKeyFile, platform),
        };
  return { host, port, ca: caOf('syslog.caFile', caFile), client };
};

const otlpOf = ({ otlp }: Config['alerts'], platform: NodeJS.Platform): ChannelSettings['otlp'] => {
  if (otlp === null) return null;
  const { url, tokenFile, caFile } = otlp;
  const token = tokenFile === null ? null : secretOf('otlp.tokenFile', tokenFile, platform);
  if (token !== null && !/^[\x21-\x7e]+$/.test(token))
    throw new ConfigError(`alerts.otlp.tokenFile: ${tokenFile ?? ''} must hold one word and nothing else`);
  return { url, token, ca: caOf('otlp.caFile', caFile) };
};

/**
 * The receivers of alerts with what their files hold.
 *
 * @throws ConfigError where a file cannot be read, holds something else, or others may read a secret
 */
export const readAlertChannels = ({ alerts }: Config, platform: NodeJS.Platform): ChannelSettings => ({
  systemLog: alerts.systemLog,
  webhook: webhookOf(alerts, platform),
  syslog: syslogOf(alerts, platform),
  otlp: otlpOf(alerts, platform),
});
