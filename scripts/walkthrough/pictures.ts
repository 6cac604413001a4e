import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { PNG } from 'pngjs';
import { guestBounds } from '../../src/shared/index.ts';

/** Takes numbered pictures of the desk as people see it: the guarded window lies in its place. */
export interface Pictures {
  /** @param stillThere for a screen that goes on by itself: when it has gone meanwhile, there is no picture */
  readonly take: (state: string, stillThere?: () => Promise<boolean>) => Promise<void>;
  readonly count: () => number;
}

interface Sources {
  readonly desk: Page;
  /** The guarded window's page while it is shown. */
  readonly guest: () => Page | null;
}

/** Screens that have a place for the guarded window; on all others it is hidden or gone. */
const framesGuest: ReadonlySet<string> = new Set([
  'operator/signing-in',
  'approver/signing-in',
  'enrollee/register',
  'enrollee/password',
  'enrollee/retest',
]);

const still = { animations: 'disabled', caret: 'hide', timeout: 10_000 } as const;

/** Lays the guarded window over the desk. It is another page to the tool that takes the pictures. */
const compose = (desk: Buffer, guest: Buffer): Buffer => {
  const below = PNG.sync.read(desk);
  const above = PNG.sync.read(guest);
  const place = guestBounds(below.width, below.height);
  const width = Math.min(above.width, place.width);
  const height = Math.min(above.height, place.height);
  PNG.bitblt(above, below, 0, 0, width, height, place.x, place.y);
  return PNG.sync.write(below);
};

/** The person's photo comes a moment after the person. */
const photoDrawn = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('[data-photo="pending"]') === null);
};

/** Takes none, where only time is of interest. */
export const noPictures: Pictures = { take: () => Promise.resolve(), count: () => 0 };

export const createPictures = (folder: string, { desk, guest }: Sources): Pictures => {
  mkdirSync(folder, { recursive: true });
  let number = 0;
  return {
    take: async (state, stillThere = () => Promise.resolve(true)) => {
      const over = framesGuest.has(state) ? guest() : null;
      await photoDrawn(desk);
      const picture = await desk.screenshot(still);
      if (!(await stillThere())) return;
      number += 1;
      const name = `${String(number).padStart(2, '0')}-${state.replaceAll('/', '-')}.png`;
      const framed = over === null ? picture : compose(picture, await over.screenshot(still));
      writeFileSync(path.join(folder, name), framed);
    },
    count: () => number,
  };
};
