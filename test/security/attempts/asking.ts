import type { Attempt } from './attempt.ts';

const refused = (
  name: string,
  code: string,
  ...[answer, permission = null]: readonly [answer: unknown, permission?: string | null]
): Attempt => ({
  name,
  code: `const refused = (error) => error.name; ${code}`,
  blocked: permission === null ? null : [`permission ${permission}`, 'HERE_HOST'],
  answer,
});

/** What a page asks for. */
export const permissions: readonly Attempt[] = [
  refused(
    'the camera',
    `return navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'granted', refused);`,
    'NotAllowedError',
    'media',
  ),
  refused(
    'the microphone',
    `return navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', refused);`,
    'NotAllowedError',
    'media',
  ),
  refused(
    'the screen',
    `return navigator.mediaDevices.getDisplayMedia().then(() => 'granted', refused);`,
    'NotAllowedError',
  ),
  refused(
    'where it is',
    `return new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code)));`,
    1,
    'geolocation',
  ),
  refused('notifications', `return Notification.requestPermission();`, 'denied', 'notifications'),
  refused(
    'what was copied',
    `return navigator.clipboard.readText().then(() => 'granted', refused);`,
    'NotAllowedError',
    'clipboard-read',
  ),
  refused(
    'to copy',
    `return navigator.clipboard.writeText('x').then(() => 'granted', refused);`,
    'NotAllowedError',
  ),
  refused(
    'musical instruments',
    `return navigator.requestMIDIAccess({ sysex: true }).then(() => 'granted', refused);`,
    'NotAllowedError',
    'midiSysex',
  ),
  refused(
    'to keep the screen on',
    `return navigator.wakeLock.request('screen').then(() => 'granted', refused);`,
    'NotAllowedError',
  ),
  refused(
    'other screens',
    `return getScreenDetails().then(() => 'granted', refused);`,
    'NotAllowedError',
    'window-management',
  ),
  refused('which fonts there are', `return queryLocalFonts().then(({ length }) => length, () => 0);`, 0),
  refused(
    'whether somebody is there',
    `return IdleDetector.requestPermission();`,
    'denied',
    'idle-detection',
  ),
  refused('to keep what it stores', `return navigator.storage.persist();`, false),
  refused(
    'the whole screen',
    `await Promise.race([document.querySelector('h1').requestFullscreen(), new Promise((resolve) => setTimeout(resolve, 300))])
      .catch(() => 0); return document.fullscreenElement === null ? 'refused' : 'granted';`,
    'refused',
    'fullscreen',
  ),
  refused(
    'the pointer',
    `return document.querySelector('h1').requestPointerLock().then(() => 'granted', () => 'refused');`,
    'refused',
  ),
  refused(
    'all keys',
    `return navigator.keyboard.lock().then(() => document.fullscreenElement === null, () => true);`,
    true,
  ),
  refused(
    'a HID device',
    `return navigator.hid.requestDevice({ filters: [] }).then(({ length }) => length, refused);`,
    0,
  ),
  refused(
    'a USB device',
    `return navigator.usb.requestDevice({ filters: [] }).then(() => 'granted', refused);`,
    'NotFoundError',
  ),
  refused(
    'a serial port',
    `return navigator.serial.requestPort().then(() => 'granted', refused);`,
    'NotFoundError',
  ),
  refused(
    'a Bluetooth device',
    `return (navigator.bluetooth?.requestDevice({ acceptAllDevices: true }) ?? Promise.reject(new DOMException('', 'NotFoundError')))
      .then(() => 'granted', refused);`,
    'NotFoundError',
  ),
  {
    name: 'a password',
    code: `return fetch('/password').then(({ status }) => status);`,
    blocked: ['password-prompt', 'HERE_HOST'],
    answer: 401,
  },
];
