// Loaded before the desk where a program plays it. Playwright connects to Electron's main process and to Chromium
// one after the other while the desk starts, and a window that navigates just then can keep it waiting for ever: the
// desk hears of 'ready' only once Playwright calls the function below, which it does when it is connected.
const { app } = require('electron');

const ready = app.whenReady();
const emit = app.emit.bind(app);
let held;
let isReady = false;
let release;
const released = new Promise((resolve) => (release = resolve));

app.emit = (event, ...details) => {
  if (event !== 'ready') return emit(event, ...details);
  held = details;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => isReady;
app.whenReady = () => released;

globalThis.__playwright_run = async () => {
  await ready;
  isReady = true;
  release();
  emit('ready', ...held);
};
