import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { notFound } from '../failure.ts';
import { showDevice } from '../show.ts';

function getDevice(call: Call): Reply {
  const key = param(call, 'device').toLowerCase();
  const found = call.tenant.devices.find((one) => one.id === key || one.deviceId === key);
  const byDeviceId = call.path.includes('deviceId=');
  if (found === undefined || (byDeviceId ? found.deviceId : found.id) !== key) throw notFound(key);
  return answerEntity(call, 'devices', { item: showDevice(found) });
}

const scopes = ['Device.Read.All', 'Directory.Read.All'];

export const deviceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/devices',
    scopes,
    handle: (call) => answerCollection(call, { name: 'devices', items: call.tenant.devices.map(showDevice) }),
  },
  { method: 'GET', path: "/devices(deviceId=':device')", scopes, handle: getDevice },
  { method: 'GET', path: '/devices/:device', scopes, handle: getDevice },
];
