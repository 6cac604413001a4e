import type { Device } from '../../../../src/main/directory/index.ts';
import type { StationFacts } from '../../../../src/main/posture/index.ts';
import { healthyDevice, healthyReading, healthyStation, known } from '../../../support/posture.ts';
import { tenant, type Row } from '../row.ts';

const device = (is: Partial<Device>) => tenant({ device: known({ ...healthyDevice, ...is }) });
const station = (is: Partial<StationFacts>) => ({ ...healthyReading, station: { ...healthyStation, ...is } });

const deviceRows: readonly Row[] = [
  {
    wrong: 'the directory does not know the station',
    reading: tenant({ device: known(null) }),
    breaks: ['station.device', 'station.compliant', 'station.join', 'station.age'],
    found: ['no such device'],
  },
  { wrong: 'the device is disabled', reading: device({ enabled: false }), breaks: ['station.device'] },
  {
    wrong: 'the station is not compliant',
    reading: device({ compliant: false }),
    breaks: ['station.compliant'],
  },
  {
    wrong: 'whether it is compliant is not told',
    reading: device({ compliant: null }),
    breaks: ['station.compliant'],
    found: ['isCompliant: null', 'isManaged: true'],
  },
  { wrong: 'the station is not managed', reading: device({ managed: false }), breaks: ['station.compliant'] },
  {
    wrong: 'the station is merely registered',
    reading: device({ trustType: 'Workplace' }),
    breaks: ['station.join'],
    found: ['trustType: Workplace'],
  },
  {
    wrong: 'the station was not seen for a month',
    reading: device({ lastSeenAt: '2026-10-23T08:59:59Z' }),
    breaks: ['station.age'],
    found: ['approximateLastSignInDateTime: 2026-10-23T08:59:59Z'],
  },
  {
    wrong: 'when the station was seen is not told',
    reading: device({ lastSeenAt: null }),
    breaks: ['station.age'],
  },
  {
    wrong: 'compliance has run out',
    reading: device({ complianceEndsAt: '2026-11-22T09:00:00Z' }),
    breaks: ['station.age'],
  },
];

export const stationRows: readonly Row[] = [
  ...deviceRows,
  {
    wrong: 'the edition cannot be locked down',
    reading: station({ edition: 'Windows 11 Pro' }),
    breaks: ['station.edition'],
  },
  {
    wrong: 'another shell runs',
    reading: station({ shell: 'explorer.exe' }),
    breaks: ['station.shell'],
    found: ['shell: explorer.exe'],
  },
  {
    wrong: 'keys get through',
    reading: station({ keyboardFilter: false }),
    breaks: ['station.keyboard-filter'],
  },
  {
    wrong: 'the account administers the station',
    reading: station({ administrator: true }),
    breaks: ['station.account'],
  },
  {
    wrong: 'a debugger may attach',
    reading: station({ debuggerSwitches: ['--inspect', '--remote-debugging-port'] }),
    breaks: ['station.debugger'],
    found: ['--inspect, --remote-debugging-port'],
  },
  {
    wrong: 'a fuse stands wrong',
    reading: station({ wrongFuses: ['RunAsNode'] }),
    breaks: ['station.fuses'],
  },
  { wrong: 'the package was changed', reading: station({ package: 'changed' }), breaks: ['station.package'] },
  { wrong: 'there is a second display', reading: station({ displays: 2 }), breaks: ['station.displays'] },
  { wrong: 'the clock is late', reading: station({ clockOffsetSeconds: -121 }), breaks: ['station.clock'] },
  { wrong: 'the clock is early', reading: station({ clockOffsetSeconds: 121 }), breaks: ['station.clock'] },
  { wrong: 'the disk is full', reading: station({ diskFreeMegabytes: 499 }), breaks: ['station.disk'] },
  { wrong: 'the disk is open', reading: station({ diskEncrypted: false }), breaks: ['station.encryption'] },
  { wrong: 'the journal is damaged', reading: station({ journal: 'damaged' }), breaks: ['station.journal'] },
  { wrong: 'the key is in the open', reading: station({ keyProtection: 'none' }), breaks: ['station.key'] },
];
