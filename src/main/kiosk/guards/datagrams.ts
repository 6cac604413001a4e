import type { WebContents } from 'electron';

/**
 * WebRTC sends to any host without a request that a hook could see. By this nothing of it leaves as a datagram, in the
 * page and in every frame. A frame of a page can still connect to a relay; see the threat model.
 */
export const guardDatagrams = (contents: WebContents): void => {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
};
