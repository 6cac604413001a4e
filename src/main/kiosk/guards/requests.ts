import type { OnBeforeRequestListenerDetails, Session } from 'electron';
import { hostOf, type AddressUse } from '../addresses.ts';
import type { GuardContext } from './context.ts';

const uses: Partial<Record<OnBeforeRequestListenerDetails['resourceType'], AddressUse>> = {
  mainFrame: 'page',
  subFrame: 'frame',
};

/** Everything that goes over the network, redirects included: cancelled unless allowed. */
export const guardRequests = (session: Session, context: GuardContext): void => {
  session.webRequest.onBeforeRequest((details, callback) => {
    const use = uses[details.resourceType] ?? 'resource';
    const cancel = !context.allows(details.url, use);
    if (cancel) context.blocked('request', hostOf(details.url), use === 'page' ? 'page' : 'other');
    callback({ cancel });
  });
};
