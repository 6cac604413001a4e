import type { KeyProtection } from '../../src/main/journal/station-key.ts';

/** Bytes as the keyring keeps them; turned twice they are as they were. */
export const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0x5a));

/** Stands in for the operating system: what it keeps cannot be read in the file. */
export const keyring = (more: Partial<KeyProtection> = {}): KeyProtection => ({
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text) => turned(Buffer.from(text)),
  decryptString: (bytes) => turned(bytes).toString(),
  ...more,
});
