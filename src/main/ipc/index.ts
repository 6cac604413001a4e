export { push, type PushTarget } from './push.ts';
export { deskOrigin, type SenderEvent, type SenderFrame, type SenderWindow } from './sender.ts';
export { createServer, maxRequestLength, type IpcMain, type ServerOptions } from './serve.ts';
