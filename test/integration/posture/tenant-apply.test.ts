// From a tenant that nobody has set up to one that the doctor is content with, by plans.
import { afterEach, describe, expect, it } from 'vitest';
import { applyPlan, takeBack, type ApplyError } from '../../../src/main/posture/index.ts';
import type { ChangeTenant } from '../../../src/main/directory/index.ts';
import { narrowSignIns, settingsOf, stageOf, wishing } from './applying.ts';
import { tenantOf, type ReadableTenant } from './tenant-of.ts';

const opened: ReadableTenant[] = [];
afterEach(async () => {
  for (const tenant of opened.splice(0)) await tenant.close();
});
const untouched = async (faults: Parameters<typeof tenantOf>[1] = []): Promise<ReadableTenant> => {
  const tenant = await tenantOf(['--variant', 'untouched', '--log-delay', '0'], faults);
  opened.push(tenant);
  return tenant;
};

const parts = {
  'Groups Administrator': 'groups-admin',
  'Authentication Policy Administrator': 'authentication-policy-admin',
  'Conditional Access Administrator': 'conditional-access-admin',
  'Application Administrator': 'application-admin',
  'Privileged Role Administrator': 'privileged-role-admin',
};

const notFine = async (tenant: ReadableTenant): Promise<readonly string[]> =>
  (await tenant.check()).filter(({ state }) => state !== 'fine').map(({ id }) => id);

class Stopped extends Error {}

/** As if the process had ended between the tenant's answer and the journal. */
const stopAfterOne = (): ((send: ChangeTenant) => ChangeTenant) => {
  let count = 0;
  return (send) => async (request, context) => {
    await send(request, context);
    count += 1;
    throw new Stopped(String(count));
  };
};

describe('an untouched tenant', () => {
  it('is fine after a plan was applied by narrow administrators, and a second plan is empty', async () => {
    const tenant = await untouched();
    const stage = stageOf(tenant, { signIn: narrowSignIns(tenant, parts) });
    const { made, held, left } = await applyPlan(stage.applying);
    expect({ held, left }).toEqual({ held: {}, left: { changes: [], obstacles: [] } });
    expect(await notFine(tenant)).toEqual([]);
    // Each change was an intent before and an outcome after, and only what can do harm was asked about.
    expect(stage.journal.map(({ type, data }) => `${type} ${String(data['change'])}`)).toEqual(
      made.flatMap((id) => [`effect.intent ${id}`, `effect.outcome ${id}`]),
    );
    expect(stage.asked).toEqual(
      made.filter((id) => id.endsWith('.enforce') || id === 'access.security-defaults'),
    );
    expect(stage.asked).toHaveLength(8);
  });

  it('ends in the same state when the run is stopped after every single change', async () => {
    const [whole, stopped] = [await untouched(), await untouched()];
    const { made } = await applyPlan(stageOf(whole).applying);
    let stops = 0;
    for (;;) {
      try {
        await applyPlan(stageOf(stopped, { around: stopAfterOne() }).applying);
        break;
      } catch (error) {
        if (!(error instanceof Stopped)) throw error;
        stops += 1;
      }
    }
    expect(stops).toBe(made.length);
    expect(await settingsOf(stopped)).toEqual(await settingsOf(whole));
    expect(await notFine(stopped)).toEqual([]);
  });

  it('is as it was when everything is taken back', async () => {
    const tenant = await untouched();
    const before = await settingsOf(tenant);
    const stage = stageOf(tenant);
    await applyPlan(stage.applying);
    expect(await settingsOf(tenant)).not.toEqual(before);
    await takeBack(stage.undo, stage.applying);
    expect(await settingsOf(tenant)).toEqual(before);
    // Once more: what is gone is gone, and nothing else breaks.
    const made = stage.undo.filter(({ request }) => request.method === 'DELETE');
    expect(await takeBack(made, stage.applying)).toHaveLength(made.length);
  });

  it('judges nobody in the first phase, then the pilot group, then everybody', async () => {
    const tenant = await untouched();
    const enforced = async () => {
      const { access } = await tenant.reading();
      if (!access.known) throw new Error('not readable');
      return access.value.filter(({ state }) => state === 'enabled');
    };
    const first = stageOf(tenant, { phase: 'report-only' });
    expect((await applyPlan(first.applying)).left).toEqual({ changes: [], obstacles: [] });
    expect(first.asked).toEqual([]);
    expect(await enforced()).toEqual([]);

    const nobody = stageOf(tenant, {
      phase: 'pilot',
      config: wishing(tenant, { pilotGroup: 'No such group' }),
    });
    const refused = await applyPlan(nobody.applying);
    expect(refused.made).toEqual([]);
    expect(refused.left.obstacles[0]?.what).toContain('posture.desired.pilotGroup');

    const pilot = stageOf(tenant, { phase: 'pilot', config: wishing(tenant, { pilotGroup: 'Staff' }) });
    expect((await applyPlan(pilot.applying)).left).toEqual({ changes: [], obstacles: [] });
    const piloted = await enforced();
    expect(piloted).toHaveLength(6);
    expect(piloted.flatMap(({ users }) => users.include)).toEqual([]);

    const rest = await applyPlan(stageOf(tenant).applying);
    expect(rest.made.filter((id) => id.endsWith('.reach'))).toHaveLength(3);
    expect(await notFine(tenant)).toEqual([]);
    // A phase that goes less far takes nothing back.
    expect((await applyPlan(pilot.applying)).made).toEqual([]);
  });

  it('gets no policy while a break-glass account does not exist', async () => {
    const tenant = await untouched();
    const { policy, ...config } = tenant.config;
    const missing = '00000000-0000-4000-8000-00000000dead';
    const stage = stageOf(tenant, {
      config: {
        ...config,
        policy: { ...policy, emergencyAccessIds: [...policy.emergencyAccessIds, missing] },
      },
    });
    const { made, left } = await applyPlan(stage.applying);
    expect(made.filter((id) => id.startsWith('access.'))).toEqual([]);
    expect(left.obstacles.map(({ what }) => what)).toEqual([
      `policy.emergencyAccessIds: ${missing} does not exist in this tenant`,
    ]);
  });

  it('makes no change that was not agreed to, and goes on with the others', async () => {
    const tenant = await untouched();
    const stage = stageOf(tenant, { agrees: (id) => id !== 'access.legacy.enforce' });
    const { held, left } = await applyPlan(stage.applying);
    expect(held).toEqual({ 'access.legacy.enforce': 'not agreed to' });
    expect(left.changes.map(({ id }) => id)).toEqual(['access.legacy.enforce']);
  });
});

describe('a tenant with one fault', () => {
  const broken = async (variant: string): Promise<ReadableTenant> => {
    const tenant = await tenantOf(['--variant', variant, '--log-delay', '0']);
    opened.push(tenant);
    return tenant;
  };

  it.each([
    ['methods-fido2', ['methods.passkeys']],
    ['methods-passkey-profiles', ['methods.passkeys.profiles']],
    ['methods-authenticator', ['methods.authenticator']],
    ['app-permissions-granted', ['app.consent']],
    ['app-least-privilege', ['app.consent.less']],
    ['app-redirects', ['app.redirects.others']],
    ['app-no-secrets', ['app.credentials']],
  ])('is mended by %s’s own change, under the one administrator it takes', async (variant, changes) => {
    const tenant = await broken(variant);
    const stage = stageOf(tenant, { signIn: narrowSignIns(tenant, parts) });
    const { made, held, left } = await applyPlan(stage.applying);
    expect({ made, held, left }).toEqual({ made: changes, held: {}, left: { changes: [], obstacles: [] } });
    expect(await notFine(tenant)).toEqual([]);
    expect((await applyPlan(stage.applying)).made).toEqual([]);
    // Taken back, the fault is there again, but for a secret, which nobody gets back.
    await takeBack(stage.undo, stage.applying);
    expect((await notFine(tenant)).length > 0).toBe(variant !== 'app-no-secrets');
  });

  it('keeps its addresses while nobody agrees to take them out', async () => {
    const tenant = await broken('app-redirects');
    const { made, held } = await applyPlan(stageOf(tenant, { agrees: () => false }).applying);
    expect({ made, held }).toEqual({ made: [], held: { 'app.redirects.others': 'not agreed to' } });
  });
});

describe('an administrative unit', () => {
  it('is made with operators who may activate their role over it alone, whenever the run is stopped', async () => {
    const tenant = await untouched();
    const idOf = (part: string) => tenant.info.users.find((one) => one.part === part)?.id ?? '';
    const config = wishing(tenant, {
      units: [{ name: 'Restaurants', operatorIds: [idOf('unit-operator')] }],
    });
    const stops: string[] = [];
    const undo: Parameters<typeof takeBack>[0][number][] = [];
    for (;;) {
      const stage = stageOf(tenant, { config, phase: 'report-only', around: stopAfterOne() });
      try {
        const { left } = await applyPlan(stage.applying);
        expect(left).toEqual({ changes: [], obstacles: [] });
        break;
      } catch (error) {
        if (!(error instanceof Stopped)) throw error;
        stops.push(String(stage.journal.at(-1)?.data['change']));
        undo.push(...stage.undo);
      }
    }
    expect(stops.filter((id) => id.startsWith('units.'))).toEqual([
      'units.Restaurants.create',
      `units.Restaurants.operator.${idOf('unit-operator')}`,
    ]);
    const narrow = stageOf(tenant, { config, signIn: narrowSignIns(tenant, parts) });
    const { tenant: reading } = await narrow.applying.plan();
    const unit = reading.units.known ? reading.units.value[0] : undefined;
    expect(unit).toMatchObject({ displayName: 'Restaurants', peopled: false });
    const grants = reading.grants.known ? reading.grants.value : [];
    expect(grants.filter(({ scope }) => scope === `/administrativeUnits/${unit?.id ?? ''}`)).toMatchObject([
      { principalId: idOf('unit-operator'), how: 'eligible', endsAt: null },
    ]);
    // The role goes before the unit does.
    const own = undo.filter(({ id }) => id.includes('.operator.'));
    expect(await takeBack(own, narrow.applying)).toHaveLength(1);
    expect((await narrow.applying.plan()).plan.changes.map(({ id }) => id)).toContain(
      `units.Restaurants.operator.${idOf('unit-operator')}`,
    );
  });
});

describe('an administrator', () => {
  const failure = async (tenant: ReadableTenant, stage: ReturnType<typeof stageOf>): Promise<ApplyError> => {
    const before = await settingsOf(tenant);
    const error: unknown = await applyPlan(stage.applying).then(
      () => undefined,
      (one: unknown) => one,
    );
    expect(await settingsOf(tenant)).toEqual(before);
    // The expectations below read nothing but its message and id.
    return error as ApplyError;
  };

  it('without the role is told which it takes', async () => {
    const tenant = await untouched();
    const wrong = { ...parts, 'Groups Administrator': 'conditional-access-admin' };
    const stage = stageOf(tenant, { signIn: narrowSignIns(tenant, wrong) });
    const { changeId, message } = await failure(tenant, stage);
    expect(changeId).toBe('groups.TAP-Onboarding-Users.create');
    expect(message).toContain('refused (403): it takes the role Groups Administrator');
    expect(message).toContain('Group.ReadWrite.All');
    expect(stage.journal.at(-1)?.data).toMatchObject({ result: 'nothing', code: 'tenant.forbidden' });
  });

  it('who meets a tenant that takes no more requests is told to come back', async () => {
    const tenant = await untouched([
      { match: { method: 'POST', path: '/v1.0/groups' }, action: { kind: 'status', status: 429 } },
    ]);
    const { message } = await failure(tenant, stageOf(tenant));
    expect(message).toContain('takes no more requests now (429)');
  });
});
