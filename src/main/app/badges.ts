import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { app } from 'electron';
import {
  createSwitchableWedge,
  openCardReader,
  typedIdentifierIn,
  wedgeSettingsOf,
  type AskPin,
  type BadgeEvent,
  type BadgeReader,
  type CardReader,
  type WedgeSettings,
} from '../badge/index.ts';
import type { BadgeFormat } from '../../shared/index.ts';
import type { Config } from '../config/index.ts';
import type { DeskWindow } from '../kiosk/index.ts';
import type { Logger } from '../log/index.ts';
import { createIssuerFetch, startCardProcess } from './card-process.ts';
import { clock } from './clock.ts';

export interface BadgesOptions {
  readonly config: Config;
  readonly window: DeskWindow;
  readonly log: Logger;
  /** Whether a text field could take keys now. */
  readonly textExpected: () => boolean;
  readonly askPin: AskPin;
}

/** Every way in which a badge comes to the desk, as far as the site allows it. */
export interface Badges {
  readonly readers: readonly BadgeReader[];
  /** Readers with a cable; null where the site uses none. */
  readonly cards: CardReader | null;
  /** Reads by another format from now on. */
  readonly useFormat: (format: BadgeFormat) => void;
  /** Reads a badge number that the operator typed, by the same rules as a reader's. */
  readonly readTyped: (text: string) => BadgeEvent;
}

const createReadTyped =
  ({ technologies }: Config['badge'], settings: WedgeSettings): Badges['readTyped'] =>
  (text) => {
    const read = typedIdentifierIn(text.trim(), settings);
    const from = { reader: 'keyboard', at: clock.now() };
    if (!technologies.includes('typed')) return { kind: 'misread', code: 'badge.wrong-kind', ...from };
    return 'code' in read
      ? { kind: 'misread', code: read.code, ...from }
      : {
          kind: 'read',
          technology: 'typed',
          strength: 'typed',
          identifier: { kind: 'number', value: read.number, facility: read.facility },
          proof: null,
          ...from,
        };
  };

/**
 * Opens all readers that the site uses. Keys of a keyboard reader are kept from the pages also where nothing is read
 * by one.
 *
 * @throws TrustFileError
 */
export const openBadges = ({ config, window, log, textExpected, askPin }: BadgesOptions): Badges => {
  const { badge } = config;
  const settings = wedgeSettingsOf(badge);
  const wedge = createSwitchableWedge({ clock, settings, textExpected });
  window.onKey((input, giveBack) => wedge.key(input, giveBack));
  let readTyped = createReadTyped(badge, settings);
  const cards = openCardReader({
    config: badge,
    start: () => startCardProcess(path.join(app.getAppPath(), 'out/main/card-process.js')),
    askPin,
    fetch: createIssuerFetch(),
    clock,
    log: log.module('badge'),
    random: randomBytes,
  });
  return {
    readers: [
      ...(badge.technologies.includes('wedge') ? [wedge.reader] : []),
      ...(cards === null ? [] : [cards.reader]),
    ],
    cards,
    readTyped: (text) => readTyped(text),
    useFormat: (format) => {
      const changed = wedgeSettingsOf({ ...badge, ...format });
      wedge.use(changed);
      readTyped = createReadTyped(badge, changed);
    },
  };
};
