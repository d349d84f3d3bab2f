import React, { useContext } from 'react';

import type { SchedulePreview } from '../../goals/goal-page.js';
import type { Draft } from './form-draft.js';
import { FormOf } from './form-of.js';
import { pick } from './form-draft.js';
import { toInput } from './form-values.js';
import type { Field } from './schema.js';
import { useSettled } from './use-settled.js';

const SETTLED_MS = 250;

/** Under a frequency that is being edited: its next five runs on the customer's clock. */
export function NextRuns({
  field,
  draft,
}: {
  readonly field: Field;
  readonly draft: Draft;
}): React.JSX.Element | null {
  const { command, subjectId } = useContext(FormOf);
  const rule = JSON.stringify(pick(toInput([field], draft, {}), field.path) ?? null);
  const of = command === 'goal.edit' ? 'goals' : 'customers';
  const answer = useSettled<{ readonly preview: SchedulePreview | null }>(
    subjectId ? `${of}/${encodeURIComponent(subjectId)}/next-runs?rule=${encodeURIComponent(rule)}` : null,
    SETTLED_MS,
  );
  // What is not whole yet has none.
  const preview = answer?.preview;
  if (!preview) return null;
  return (
    <div className="w-help" role="status" aria-label="Next runs">
      {preview.frequency}, on the customer’s clock ({preview.zone}). The next five:
      <ol>
        {preview.nextRuns.map((at) => (
          <li key={at}>{on(at, preview.zone)}</li>
        ))}
      </ol>
    </div>
  );
}

const on = (at: string, timeZone: string): string =>
  new Date(at).toLocaleString('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
