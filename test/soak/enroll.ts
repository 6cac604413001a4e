import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { clock } from '../../src/main/app/clock.ts';
import {
  createGraphDirectory,
  createReadAccess,
  type Directory,
  type Person,
} from '../../src/main/directory/index.ts';
import { createEnrollments } from '../../src/main/enrollment/index.ts';
import { openJournal } from '../../src/main/journal/index.ts';
import { playWhole, type Playing } from '../crash/play.ts';
import { silentLog } from '../support/engine.ts';
import { newContext, signIn } from '../support/operator.ts';
import { sitePolicy } from '../support/site-policy.ts';
import { startTenant, type SimulatedTenant } from '../support/tenant.ts';
import { everyWay } from '../support/ways.ts';
import { measureThisProcess } from './measure.ts';
import { leavesIn, manyPeople, soakPolicy, type SoakStation } from './station.ts';

const methods = z.object({ value: z.array(z.looseObject({ id: z.string() })) });
const state = z.object({ livePasses: z.array(z.unknown()), strayMemberships: z.array(z.unknown()) });

/** The person as somebody who has just been hired, again. */
const forgetPhones = async (tenant: SimulatedTenant, personId: string): Promise<void> => {
  const where = `/v1.0/users/${personId}/authentication/microsoftAuthenticatorMethods`;
  const { value } = methods.parse(await (await tenant.asAdmin('GET', where)).json());
  for (const { id } of value) await (await tenant.asAdmin('DELETE', `${where}/${id}`)).arrayBuffer();
};

const registerOnPhone = async (
  tenant: SimulatedTenant,
  userPrincipalName: string,
  pass: string,
): Promise<void> => {
  const answer = await tenant.asAdmin('POST', '/simulator/phone', {
    userPrincipalName,
    pass,
    register: 'authenticator',
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`the phone registered nothing: ${answer.status}`);
};

const openEngine = (tenant: SimulatedTenant, folder: string, accessToken: () => Promise<string>) => {
  const access = {
    graphHost: tenant.facts.graph,
    fetch: tenant.fetch,
    accessToken,
    clock,
    random: Math.random,
    sleep: clock.sleep,
  };
  const { readAccess } = createReadAccess(access);
  const directory = createGraphDirectory({ ...access, access: { read: readAccess, maximumAgeMs: Infinity } });
  const file = path.join(folder, 'journal.sqlite');
  const journal = openJournal({ file, station: 'desk-1', clock, randomBytes: (count) => randomBytes(count) });
  const { onboarding = '', recovery = '' } = tenant.facts.groups;
  const enrollments = createEnrollments({
    stationWays: everyWay,
    directory,
    journal,
    policy: sitePolicy(String(tenant.facts['stationDeviceId']), soakPolicy),
    groups: {
      'new-hire': onboarding,
      'lost-phone': recovery,
      're-registration': recovery,
      privileged: 'none',
    },
    settings: { absenceWaitsMs: [20, 40], undoWaitsMs: [50, 100] },
    clock,
    newId: () => randomUUID(),
    log: silentLog,
  });
  return { directory, journal, enrollments };
};

/** People without any method, as if they had just been hired: fewer passes for each than the policy can count. */
const findPeople = async (tenant: SimulatedTenant, directory: Directory): Promise<readonly Person[]> => {
  const plain = tenant.facts.users.filter(({ part }) => part?.startsWith('walker-') === true);
  const found: Person[] = [];
  for (const { employeeId } of plain.slice(0, manyPeople)) {
    const [one] = await directory.findPeople({ by: 'employee-id', value: employeeId ?? '' }, newContext());
    if (one === undefined) continue;
    await forgetPhones(tenant, one.id);
    found.push(one);
  }
  return found;
};

/**
 * A station without screens: the real engine, journal and Graph adapter in this process, on a tenant of its own. Whoever
 * opens it closes it.
 */
export const openSoakEngine = async (): Promise<SoakStation> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-soak-'));
  const tenant = await startTenant({ users: 200 });
  const session = await signIn(tenant, 'operator');
  const { directory, journal, enrollments } = openEngine(tenant, folder, session.accessToken);
  const people = await findPeople(tenant, directory);
  const operator = (await directory.readOperator(newContext())).value;
  return {
    enroll: async (turn) => {
      const person = people[turn % people.length];
      if (person === undefined) throw new Error('nobody is there');
      const playing: Playing = { enrollments, operator, person, scenario: 'new-hire', approver: null };
      const leaves = leavesIn(turn);
      const { enrollment } = await playWhole(playing, {
        onPhone: async (pass, started) => {
          if (leaves) started.send({ type: 'cancel', why: 'enrollment.person-left' });
          else await registerOnPhone(tenant, person.userPrincipalName, pass);
        },
        makeKey: () => Promise.reject(new Error('nobody makes a key here')),
      });
      await forgetPhones(tenant, person.id);
      return enrollment.ended;
    },
    measure: (after) => Promise.resolve(measureThisProcess(after)),
    look: async () => {
      const { livePasses, strayMemberships } = state.parse(await tenant.state());
      const { ok, entries } = journal.verify();
      return { left: livePasses.length + strayMemberships.length, verified: ok, entries };
    },
    close: async () => {
      journal.close();
      await tenant.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
