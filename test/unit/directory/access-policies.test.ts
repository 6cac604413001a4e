import { describe, expect, it } from 'vitest';
import {
  accessPolicyAnswer,
  accessPolicyOf,
} from '../../../src/main/directory/graph/posture/schemas/access.ts';

const read = (policy: object) => accessPolicyOf(accessPolicyAnswer.parse(policy));

describe('a Conditional Access policy', () => {
  it('is read with whatever Graph leaves out of it', () => {
    const policy = {
      id: '1',
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } },
    };
    expect(read(policy)).toMatchObject({
      state: 'enabled',
      users: { include: ['All'], exclude: [] },
      guests: { included: false, excluded: false },
      apps: { include: ['All'], exclude: [] },
      appFilter: false,
      grant: null,
    });
  });

  it('is read without any condition', () => {
    expect(read({ id: '1', state: 'disabled', conditions: null })).toMatchObject({
      users: { include: [], exclude: [] },
      apps: { include: [], exclude: [] },
    });
  });
});
