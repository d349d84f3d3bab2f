import type { FieldChange } from '../agents/settings-changes.js';

/**
 * What an agent's page is drawn from: the answer of `GET /admin/data/agents/:id/configuration`. Types only, so that
 * the page's components may import them. Instants are ISO 8601 strings in UTC.
 */
export interface AgentPageView {
  readonly customer: { readonly id: string; readonly name: string };
  readonly title: string;
  readonly status: 'draft' | 'configured';
  readonly boundsProfile: 'trial' | 'hired';
  /** As people write them. */
  readonly platforms: readonly string[];
  /** A remark on how many platforms it has; null when there is none. */
  readonly advice: string | null;
  /** The settings in the form's order, in words; empty for a draft. */
  readonly settings: readonly { readonly title: string; readonly value: string }[];
  /** The risk limits as they are read back; empty for an agent that has none. */
  readonly limits: readonly string[];
  /** Its settings as stored, for today's figure. */
  readonly stored: Readonly<Record<string, unknown>> | null;
  /** Goals that run by themselves: a changed limit sends them back to Goal Approvals. */
  readonly liveGoals: readonly { readonly id: string; readonly name: string }[];
  /** Every saved configuration, newest first; at most fifty. */
  readonly versions: readonly SettingsVersionView[];
}

export interface SettingsVersionView {
  readonly number: number;
  readonly at: string;
  readonly by: string;
  readonly limitsConfirmed: boolean;
  /** Against the version before; all fields of the first. Null once its words were erased. */
  readonly changes: readonly FieldChange[] | null;
}
