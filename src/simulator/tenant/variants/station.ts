import { device, station } from './changes.ts';
import { variantOf, type Variant } from './variant.ts';

const DAY = 86_400_000;

/** Faults of the station: its device in the directory, and what it says of itself. */
export const stationVariants: readonly Variant[] = [
  {
    fault: 'station.device',
    about: 'the device is disabled',
    apply: device(() => ({ accountEnabled: false })),
  },
  {
    fault: 'station.compliant',
    about: 'the device is not compliant',
    apply: device(() => ({ isCompliant: false })),
  },
  {
    fault: 'station.join',
    about: 'the device is registered only',
    apply: device(() => ({ trustType: 'Workplace' })),
  },
  {
    fault: 'station.age',
    about: 'the device was last seen three months ago',
    apply: device((now) => ({ lastSignInAt: now - 90 * DAY })),
  },
  {
    fault: 'station.edition',
    about: 'Windows is a home edition',
    apply: station({ edition: 'Windows 11 Home' }),
  },
  { fault: 'station.shell', about: 'a desktop is underneath', apply: station({ shell: 'explorer.exe' }) },
  {
    fault: 'station.keyboard-filter',
    about: 'people can press any keys',
    apply: station({ keyboardFilter: false }),
  },
  {
    fault: 'station.account',
    about: 'the desk runs as an administrator',
    apply: station({ administrator: true }),
  },
  {
    fault: 'station.debugger',
    about: 'the desk was started for a debugger',
    apply: station({ debuggerSwitches: ['--inspect'] }),
  },
  {
    fault: 'station.fuses',
    about: 'the program runs as plain Node.js when told to',
    apply: station({ wrongFuses: ['RunAsNode'] }),
  },
  { fault: 'station.package', about: 'files were changed', apply: station({ package: 'changed' }) },
  { fault: 'station.displays', about: 'there is a second display', apply: station({ displays: 2 }) },
  {
    fault: 'station.clock',
    about: 'the clock is ten minutes off',
    apply: station({ clockOffsetSeconds: 600 }),
  },
  { fault: 'station.disk', about: 'the disk is nearly full', apply: station({ diskFreeMegabytes: 12 }) },
  {
    fault: 'station.encryption',
    about: 'the disk is not encrypted',
    apply: station({ diskEncrypted: false }),
  },
  {
    fault: 'station.journal',
    about: 'the journal does not verify',
    apply: station({ journal: 'damaged' }),
  },
  {
    fault: 'station.key',
    about: "the station's key lies in the open",
    apply: station({ keyProtection: 'none' }),
  },
].map(variantOf);
