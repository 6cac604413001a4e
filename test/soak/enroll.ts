import { z } from 'zod';
import type { Directory, Person } from '../../src/main/directory/index.ts';
import { playWhole, type Playing } from '../crash/play.ts';
import { newContext } from '../support/operator.ts';
import { openTenantEngine, registerOnPhone } from '../support/tenant-engine.ts';
import { leftAt, startTenant, type SimulatedTenant } from '../support/tenant.ts';
import { measureThisProcess } from './measure.ts';
import { leavesIn, manyPeople, soakPolicy, type SoakStation } from './station.ts';

const methods = z.object({ value: z.array(z.looseObject({ id: z.string() })) });

/** The person as somebody who has just been hired, again. */
const forgetPhones = async (tenant: SimulatedTenant, personId: string): Promise<void> => {
  const where = `/v1.0/users/${personId}/authentication/microsoftAuthenticatorMethods`;
  const { value } = methods.parse(await (await tenant.asAdmin('GET', where)).json());
  for (const { id } of value) await (await tenant.asAdmin('DELETE', `${where}/${id}`)).arrayBuffer();
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
  const tenant = await startTenant({ users: 200 });
  const engine = await openTenantEngine(tenant, {
    policy: soakPolicy,
    settings: { absenceWaitsMs: [20, 40], undoWaitsMs: [50, 100] },
  });
  const { directory, enrollments, journal, operator } = engine;
  const people = await findPeople(tenant, directory);
  return {
    enroll: async (turn) => {
      const person = people[turn % people.length];
      if (person === undefined) throw new Error('nobody is there');
      const playing: Playing = { enrollments, operator, person, scenario: 'new-hire', approver: null };
      const leaves = leavesIn(turn);
      const { enrollment } = await playWhole(playing, {
        onPhone: async (_, started) => {
          if (leaves) started.send({ type: 'cancel', why: 'enrollment.person-left' });
          else await registerOnPhone(tenant, started, 'authenticator');
        },
        makeKey: () => Promise.reject(new Error('nobody makes a key here')),
      });
      await forgetPhones(tenant, person.id);
      return enrollment.ended;
    },
    measure: (after) => Promise.resolve(measureThisProcess(after)),
    look: async () => {
      const { livePasses, strayMemberships } = await leftAt(tenant);
      const { ok, entries } = journal.verify();
      return { left: livePasses.length + strayMemberships.length, verified: ok, entries };
    },
    close: async () => {
      engine.close();
      await tenant.stop();
    },
  };
};
