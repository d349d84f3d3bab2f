import type { CommandName } from '../commands.js';

export interface CommandRoute {
  readonly method: 'POST' | 'PUT' | 'PATCH';
  /** Below /api/v1; at most one parameter, `:id`. */
  readonly path: string;
  readonly command: CommandName;
  /** Whether an anonymous visitor may call it. */
  readonly open?: boolean;
}

/** Every command that REST offers, by address (design section 8). */
export const COMMAND_ROUTES: readonly CommandRoute[] = [
  { method: 'POST', path: 'customers/:id/connect-links', command: 'credential.connect-link' },
  { method: 'POST', path: 'credentials/:id/test', command: 'credential.test' },
  { method: 'POST', path: 'credentials/:id/disconnect', command: 'credential.disconnect' },
  { method: 'POST', path: 'customers/:id/escalations', command: 'escalation.open' },
  { method: 'POST', path: 'escalations/:id/acknowledge', command: 'escalation.acknowledge' },
  { method: 'POST', path: 'escalations/:id/resolve', command: 'escalation.resolve' },
  { method: 'POST', path: 'escalations/:id/reopen', command: 'escalation.reopen' },
  { method: 'POST', path: 'mails/:id/resend', command: 'mail.resend' },
  { method: 'POST', path: 'customers/:id/notes', command: 'note.write' },
  { method: 'PATCH', path: 'notes/:id', command: 'note.edit' },
];
