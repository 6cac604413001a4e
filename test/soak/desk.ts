import { readFileSync } from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ensureBuilt } from '../../scripts/build.ts';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { startTenant, type TenantInfo } from '../../scripts/launch/tenant.ts';
import { registerOnPhone, retestByPhone } from '../../scripts/walkthrough/courses-phone.ts';
import {
  finish,
  identify,
  issue,
  leaveStopped,
  open,
  register,
  retest,
  type Course,
} from '../../scripts/walkthrough/courses.ts';
import { createDeskPlayer, type DeskPlayer } from '../../scripts/walkthrough/desk-player.ts';
import { createSecurityKey } from '../../scripts/walkthrough/key.ts';
import type { Walkthrough } from '../../scripts/walkthrough/names.ts';
import { createPersonsPhone } from '../../scripts/walkthrough/phone.ts';
import { noPictures } from '../../scripts/walkthrough/pictures.ts';
import { startStation, type Station } from '../../scripts/walkthrough/station.ts';
import { readTenantState } from '../../scripts/walkthrough/tenant-state.ts';
import { playerOf } from '../../scripts/walkthrough/walk.ts';
import { clock } from '../../src/main/app/clock.ts';
import { openJournal } from '../../src/main/journal/index.ts';
import { fetchTrusting } from '../support/tenant.ts';
import { isLost, measureDesk, prepareMeasuring, stopRecording, untilTold } from './measure-desk.ts';
import { leavesIn, manyPeople, soakPolicy, type SoakStation } from './station.ts';

type User = TenantInfo['users'][number];

const methods = z.object({ value: z.array(z.looseObject({ id: z.string() })) });

/** As often as a site may have it, so that a run goes through many of the desk's own checks of tenant and station. */
const soakPosture = { everyMinutes: 5 };

/** The person as somebody who has just been hired, again. */
const createForgetting = (tenant: TenantInfo) => {
  const { fetch, close } = fetchTrusting(readFileSync(tenant.caFile, 'utf8'));
  const headers = { authorization: `Bearer ${tenant.adminToken}` };
  const forget = async (person: User, kind: string): Promise<void> => {
    const where = `${tenant.graph}/v1.0/users/${person.id}/authentication/${kind}`;
    const { value } = methods.parse(await (await fetch(where, { headers })).json());
    for (const { id } of value)
      await (await fetch(`${where}/${id}`, { method: 'DELETE', headers })).arrayBuffer();
  };
  return {
    forget: async (person: User): Promise<void> => {
      await forget(person, 'fido2Methods');
      await forget(person, 'microsoftAuthenticatorMethods');
    },
    close,
  };
};

const plain: Omit<Walkthrough, 'part'> = {
  name: 'soak',
  scenario: 'new-hire',
  outcome: 'done',
  course: 'whole',
};
/** Every tenth person brings a phone instead of a key. */
const bringsPhone = (turn: number): boolean => turn % 10 === 4;

const unlessAnswerIsLost = (error: unknown): void => {
  if (!isLost(error)) throw error;
};

const courseOf = (desk: DeskPlayer, tenant: TenantInfo, turn: number): Course => {
  const part = `walker-${String((turn % manyPeople) + 1).padStart(4, '0')}`;
  const enrollee = playerOf(tenant, part);
  return {
    desk,
    key: createSecurityKey(),
    phone: createPersonsPhone(tenant, enrollee.userPrincipalName),
    operator: playerOf(tenant, 'operator'),
    enrollee,
    holdCard: async () => {
      // What is typed is typed before the tool that types it loses, now and then, its own answer.
      await desk.holdBadge(enrollee.employeeId).catch(unlessAnswerIsLost);
    },
    walkthrough: { ...plain, part, ...(bringsPhone(turn) ? { way: 'authenticator-on-phone' } : {}) },
  };
};

/** The sign-in page stands there, with the pass alive; then nobody does. */
const leave = async ({ desk }: Course): Promise<void> => {
  await desk.press('pass.noted');
  await desk.at('enrollee/choose-way');
  await desk.press('register.choose-way', '[data-way="security-key-here"]');
  await desk.guest('#pass');
  await desk.page.locator('[data-intent="ask-stop"]').click();
  await desk.press('enrollment.cancel');
  await leaveStopped({ desk });
};

const enroll = async (course: Course, turn: number): Promise<string> => {
  const timings = { badgeToPersonMs: null, approveToPassMs: null, registeredToRevokedMs: null };
  await identify(course, timings);
  await issue(course, timings);
  if (leavesIn(turn)) {
    await leave(course);
    return 'stopped';
  }
  await (bringsPhone(turn) ? registerOnPhone : register)(course, timings);
  await (bringsPhone(turn) ? retestByPhone : retest)(course);
  await finish(course);
  return 'done';
};

/** What people do who get no further, whatever screen they are on. */
const giveUp = async ({ desk }: Course): Promise<string> => {
  await desk.page.locator('[data-intent="ask-stop"]').click();
  await desk.press('enrollment.cancel');
  const where = await desk.at('enrollee/stopped', 'operator/stopped');
  if (where === 'enrollee/stopped') await leaveStopped({ desk });
  else {
    await desk.press('enrollment.finish');
    await desk.at('operator/ready');
  }
  return 'given-up';
};

const readJournal = (folder: string) => {
  const file = path.join(folder, 'journal-simulated.sqlite');
  const journal = openJournal({
    file,
    station: 'demo-desk',
    clock,
    randomBytes: (count) => randomBytes(count),
  });
  try {
    const { ok, entries } = journal.verify();
    return { verified: ok, entries };
  } finally {
    journal.close();
  }
};

/** A person's guarded windows close while the next screen stands there already. */
const untilAlone = async ({ app }: Station): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const count = await untilTold(() =>
      app.evaluate(({ webContents }) => webContents.getAllWebContents().length),
    );
    if (count === 1) return;
    await clock.sleep(100);
  }
};

const play = async (desktop: Desktop, tenant: TenantInfo): Promise<SoakStation> => {
  const overrides = { policy: soakPolicy, posture: soakPosture };
  const station = await startStation({ desktop, tenant, overrides });
  await prepareMeasuring(station.app);
  await stopRecording(station.page);
  const desk = await createDeskPlayer(station.app, station.page, () => noPictures);
  const { forget, close } = createForgetting(tenant);
  await open(courseOf(desk, tenant, 0));
  const folders = [station.dataFolder];
  return {
    enroll: async (turn) => {
      const course = courseOf(desk, tenant, turn);
      const person = tenant.users.find(({ part }) => part === course.walkthrough.part);
      const ending = await enroll(course, turn).catch((error: unknown) => {
        process.stderr.write(`${turn}: ${String(error)}\n`);
        return giveUp(course);
      });
      if (person !== undefined) await forget(person);
      return ending;
    },
    measure: async (after) => {
      await untilAlone(station);
      return measureDesk(after, { app: station.app, page: station.page, folders });
    },
    look: async () => {
      await station.close();
      const { livePasses, strayMemberships } = await readTenantState(tenant);
      return { left: livePasses + strayMemberships, ...readJournal(station.dataFolder) };
    },
    close,
  };
};

/**
 * The application itself in real Electron, played through its screens, with a guarded window for every sign-in, on a
 * tenant of its own. Whoever opens it closes it.
 */
export const openSoakDesk = async (): Promise<SoakStation> => {
  await ensureBuilt();
  const tenant = await startTenant(['--users', String(manyPeople)]);
  const desktop = await prepareDesktop();
  const station = await play(desktop, tenant.info);
  return {
    ...station,
    close: async () => {
      await station.close();
      await desktop.dispose();
      await tenant.stop();
    },
  };
};
