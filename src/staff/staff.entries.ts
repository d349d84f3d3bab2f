import { entryType } from '../platform/history/entry-type.js';

export const staffAdded = entryType<{ role: string }>(
  'staff.added',
  ({ role }) => `Account added as ${role}`,
);
export const staffReset = entryType<Record<never, never>>(
  'staff.password_reset',
  () => 'Password reset; a temporary one was given',
);
export const staffPasswordChanged = entryType<Record<never, never>>(
  'staff.password_changed',
  () => 'Own password set',
);
export const staffRoleSet = entryType<{ from: string; to: string }>(
  'staff.role_set',
  ({ from, to }) => `Role changed from ${from} to ${to}`,
);
export const staffDeactivated = entryType<Record<never, never>>(
  'staff.deactivated',
  () => 'Account deactivated',
);
export const apiKeyCreated = entryType<{ role: string; commands: readonly string[] }>(
  'api_key.created',
  ({ role, commands }) =>
    commands.length === 0
      ? `Key made with role ${role}`
      : `Key made with role ${role}, for ${commands.join(', ')}`,
);
export const apiKeyRevoked = entryType<Record<never, never>>('api_key.revoked', () => 'Key revoked');
