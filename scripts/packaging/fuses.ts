import { FuseV1Options, FuseVersion } from '@electron/fuses';
import { FALLBACK_VERSION } from '../setup/fallback.mjs';

/**
 * What the shipped Electron can be made to do from outside (Electron's docs, tutorial/fuses): as a whole list, so
 * that a fuse of a later Electron which nobody has decided on breaks the build. The desk looks whether they stand so: src/main/posture/station/fuses.ts.
 */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // Covers NODE_OPTIONS and NODE_EXTRA_CA_CERTS.
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  // Without it a folder beside the archive is loaded instead of the archive.
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const;

/**
 * The stand-in that packages not for release are made with has no such fuse as the last one.
 * @param version of the Electron that is packed
 */
export const fusesOf = (version: string): Partial<typeof fuses> => {
  const { [FuseV1Options.WasmTrapHandlers]: last, ...fewer } = fuses;
  return version === FALLBACK_VERSION ? fewer : { ...fewer, [FuseV1Options.WasmTrapHandlers]: last };
};
