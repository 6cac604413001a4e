import type { Session, WebContents } from 'electron';

/** Refuses HID, USB and serial devices, whoever asks; a security key is reached by WebAuthn, not by these. */
export const guardDevices = (session: Session): void => {
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault();
    callback(null);
  });
  session.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault();
    callback();
  });
  session.on('select-serial-port', (event, ...[, , choose]) => {
    event.preventDefault();
    choose('');
  });
};

/** Refuses every Bluetooth device. */
export const guardBluetooth = (contents: WebContents): void => {
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
};
