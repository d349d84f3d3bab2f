/** Panel roles, and the three kinds of callers that are no staff. `admin` may do what any role may. */
export const STAFF_ROLES = [
  'ops',
  'csm',
  'security',
  'engineering',
  'product',
  'leadership',
  'admin',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
export type Role = StaffRole | 'integration' | 'customer' | 'operator';

/** Who changes something: named in history and in the command log, by id only. */
export type Actor =
  | { readonly kind: 'staff'; readonly id: string; readonly role: StaffRole }
  | {
      readonly kind: 'integration';
      readonly id: string;
      readonly role: Role;
      readonly commands?: readonly string[];
    }
  /** The customer, by the portal or a one-time link; `id` is the customer's id. */
  | { readonly kind: 'customer'; readonly id: string; readonly role: 'customer' }
  /** A person at the machine's shell (npm scripts). */
  | { readonly kind: 'operator'; readonly id: 'shell'; readonly role: 'operator' }
  /** An anonymous visitor of a public form. */
  | { readonly kind: 'public'; readonly id: 'public' }
  | { readonly kind: 'system'; readonly job: string };

export const systemActor = (job: string): Actor => ({ kind: 'system', job });
export const OPERATOR: Actor = { kind: 'operator', id: 'shell', role: 'operator' };
export const PUBLIC: Actor = { kind: 'public', id: 'public' };

/** The actor's id as history keeps it: a record's id, or the job's name. */
export const actorId = (actor: Actor): string => (actor.kind === 'system' ? actor.job : actor.id);

/** Whether an actor may do what is open to `roles`; the system acts through services, not by role. */
export function mayAct(actor: Actor, roles: readonly (Role | 'public')[]): boolean {
  if (actor.kind === 'system') return false;
  if (actor.kind === 'public') return roles.includes('public');
  if (actor.kind === 'operator') return true;
  return actor.role === 'admin' || roles.includes(actor.role);
}
