import type { OperatorFacts } from '../directory/index.ts';
import type { GuestSession } from './guest-session.ts';
import type { DeskPorts } from './ports.ts';

/**
 * Signs a supervisor in at the tenant's own page, within the time the site gives, and reads who they are.
 *
 * @throws IdentityError, DirectoryError
 */
export const signSupervisorIn = async (
  { clock, settings, askSupervisor }: Pick<DeskPorts, 'clock' | 'settings' | 'askSupervisor'>,
  guests: GuestSession,
): Promise<OperatorFacts> => {
  const deadline = new AbortController();
  const cancel = clock.after(settings.signInSeconds * 1000, () => deadline.abort());
  try {
    return await askSupervisor(guests.signInWindow('operator'), deadline.signal);
  } finally {
    cancel();
    await guests.close();
  }
};

/** Whether this person holds a role of a supervisor now. Unknown roles are none. */
export const isSupervisor = (
  { roles }: OperatorFacts,
  { supervisorRoleIds }: Pick<DeskPorts['settings'], 'supervisorRoleIds'>,
): boolean =>
  roles.known &&
  roles.value.some(({ how, roleId }) => how === 'active' && supervisorRoleIds.includes(roleId));
