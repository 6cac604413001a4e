import type { WebContents } from 'electron';
import { hostOf } from '../addresses.ts';
import type { GuardContext } from './context.ts';

/** WebRTC reaches any host by ways that no hook of Electron sees; nothing at the desk needs it. Workers have none. */
const withoutWebRtc = `for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection'])
  Object.defineProperty(globalThis, name, { value: undefined });`;

/** A mouse's buttons for back and forward, which Electron tells of only lately. */
const withoutHistoryButtons = `for (const name of ['mousedown', 'mouseup'])
  addEventListener(name, (event) => { if (event.button > 2) event.preventDefault(); }, true);`;

const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** What the page's policy stopped, where Chromium tells of it. */
const tellOfPolicy = (context: GuardContext, params: unknown): void => {
  const details = partOf(partOf(partOf(params, 'issue'), 'details'), 'contentSecurityPolicyIssueDetails');
  const [address, directive] = [partOf(details, 'blockedURL'), partOf(details, 'violatedDirective')];
  if (typeof address !== 'string' || typeof directive !== 'string') return;
  context.blocked(`policy ${directive}`, hostOf(address), 'other');
};

/**
 * What Electron itself cannot switch off or see, and Chromium's own developer protocol can: the dialog of a file input,
 * which shows the machine's folders; WebRTC in a page before its first script; and what the guest's policy stopped. The
 * protocol is asked from here, over no port, and no page can take it away. Frames are reached by the first alone. The
 * page must have a process already: wait for the answer before anything is loaded.
 */
export const guardByProtocol = async (contents: WebContents, context: GuardContext): Promise<void> => {
  const { debugger: tools } = contents;
  tools.attach();
  tools.on('message', (_event, method, params: unknown) => {
    if (method === 'Page.fileChooserOpened') {
      context.blocked('file-dialog', hostOf(contents.getURL()), 'other');
    }
    if (method === 'Audits.issueAdded') tellOfPolicy(context, params);
    // With the protocol attached "leave this page?" is its to answer: yes.
    if (method === 'Page.javascriptDialogOpening') {
      void tools.sendCommand('Page.handleJavaScriptDialog', { accept: true });
    }
  });
  await tools.sendCommand('Page.enable');
  await tools.sendCommand('Audits.enable');
  await tools.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true });
  await tools.sendCommand('Page.addScriptToEvaluateOnNewDocument', {
    source: `${withoutWebRtc}\n${withoutHistoryButtons}`,
  });
};
