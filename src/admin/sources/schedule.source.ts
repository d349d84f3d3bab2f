import type { SchedulePreviews } from '../../goals/schedule-preview.js';
import { isId } from '../../platform/ids/new-id.js';
import type { StaffRole } from '../../platform/unit-of-work/actor.js';
import type { PanelDataSource } from '../panel.ports.js';

/** The next five runs of a rule that is being typed: `?rule=` holds it as JSON. */
export const scheduleSources = (previews: SchedulePreviews, roles: readonly StaffRole[]): PanelDataSource[] =>
  (['customer', 'goal'] as const).map((kind) => ({
    path: `${kind}s/:id/next-runs`,
    roles,
    read: async ({ params: { id = '' }, query }) =>
      isId(id) ? { preview: await previews.of({ kind, id }, ruleIn(query['rule'])) } : null,
  }));

function ruleIn(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
