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
  { method: 'POST', path: 'signups', command: 'signup.create', open: true },
  { method: 'POST', path: 'signups/:id/resend', command: 'signup.resend' },
  { method: 'POST', path: 'signups/:id/reject', command: 'signup.reject' },
  { method: 'POST', path: 'customers', command: 'customer.create' },
  { method: 'PATCH', path: 'customers/:id', command: 'customer.update' },
  { method: 'POST', path: 'customers/:id/suspend', command: 'customer.suspend' },
  { method: 'POST', path: 'customers/:id/reactivate', command: 'customer.reactivate' },
  { method: 'POST', path: 'customers/:id/close', command: 'customer.close' },
  { method: 'POST', path: 'customers/:id/crm-id', command: 'customer.set-crm-id' },
  { method: 'POST', path: 'customers/:id/csm', command: 'customer.assign-csm' },
  { method: 'POST', path: 'customers/:id/calls', command: 'call.schedule' },
  { method: 'POST', path: 'calls/:id/start', command: 'call.start' },
  { method: 'POST', path: 'calls/:id/end', command: 'call.end' },
  { method: 'POST', path: 'calls/:id/no-show', command: 'call.no-show' },
  { method: 'POST', path: 'calls/:id/cancel', command: 'call.cancel' },
  { method: 'POST', path: 'calls/:id/reschedule', command: 'call.reschedule' },
  { method: 'POST', path: 'customers/:id/contacts', command: 'customer.add-contact' },
  { method: 'POST', path: 'customers/:id/reset-password', command: 'customer.reset-password' },
  { method: 'POST', path: 'customers/:id/domain-check', command: 'customer.domain-check' },
  { method: 'POST', path: 'customers/:id/accept-domain', command: 'customer.accept-domain' },
  { method: 'POST', path: 'customers/:id/clear-flags', command: 'customer.clear-flags' },
  { method: 'POST', path: 'customers/:id/uphold-flags', command: 'customer.uphold-flags' },
  { method: 'POST', path: 'credentials/:id/test', command: 'credential.test' },
  { method: 'POST', path: 'credentials/:id/disconnect', command: 'credential.disconnect' },
  { method: 'POST', path: 'customers/:id/agents', command: 'agent.draft' },
  { method: 'PUT', path: 'agents/:id/settings', command: 'agent.configure' },
  { method: 'PUT', path: 'agents/:id/platforms', command: 'agent.set-platforms' },
  { method: 'POST', path: 'customers/:id/trials', command: 'trial.create' },
  { method: 'POST', path: 'trials/:id/activate', command: 'trial.activate' },
  { method: 'POST', path: 'trials/:id/undo-activation', command: 'trial.undo-activation' },
  { method: 'POST', path: 'trials/:id/extend', command: 'trial.extend' },
  { method: 'POST', path: 'trials/:id/convert', command: 'trial.convert' },
  { method: 'POST', path: 'trials/:id/cancel', command: 'trial.cancel' },
  { method: 'POST', path: 'customers/:id/goals', command: 'goal.create' },
  { method: 'PUT', path: 'goals/:id', command: 'goal.edit' },
  { method: 'POST', path: 'goals/:id/approve', command: 'goal.approve' },
  { method: 'POST', path: 'goals/:id/reject', command: 'goal.reject' },
  { method: 'POST', path: 'goals/:id/resubmit', command: 'goal.resubmit' },
  { method: 'POST', path: 'goals/:id/pause', command: 'goal.pause' },
  { method: 'POST', path: 'goals/:id/resume', command: 'goal.resume' },
  { method: 'POST', path: 'goals/:id/archive', command: 'goal.archive' },
  { method: 'POST', path: 'goals/:id/trigger', command: 'goal.trigger' },
  { method: 'POST', path: 'goal-runs/:id/cancel', command: 'run.cancel' },
  { method: 'POST', path: 'deliverables/:id/approve', command: 'deliverable.approve' },
  { method: 'POST', path: 'deliverables/:id/reject', command: 'deliverable.reject' },
  { method: 'POST', path: 'deliverables/:id/edit', command: 'deliverable.edit' },
  { method: 'POST', path: 'customers/:id/escalations', command: 'escalation.open' },
  { method: 'POST', path: 'escalations/:id/acknowledge', command: 'escalation.acknowledge' },
  { method: 'POST', path: 'escalations/:id/resolve', command: 'escalation.resolve' },
  { method: 'POST', path: 'escalations/:id/reopen', command: 'escalation.reopen' },
  { method: 'POST', path: 'mails/:id/resend', command: 'mail.resend' },
  { method: 'POST', path: 'reports/weekly', command: 'report.build' },
  { method: 'POST', path: 'reports/weekly/send', command: 'report.send' },
  { method: 'POST', path: 'customers/:id/notes', command: 'note.write' },
  { method: 'PATCH', path: 'notes/:id', command: 'note.edit' },
  { method: 'POST', path: 'customers/:id/ticks', command: 'customer.tick' },
  { method: 'POST', path: 'customers/:id/welcome', command: 'customer.welcome' },
  { method: 'POST', path: 'customers/:id/setup-guide', command: 'customer.setup-guide' },
  { method: 'POST', path: 'customers/:id/summary-email', command: 'customer.summary-email' },
];
