import React, { useContext, useEffect, useState } from 'react';

import type { SchedulePreview } from '../../goals/goal-page.js';
import { fetchData, ProblemError } from './api.js';
import type { Draft } from './form-draft.js';
import { FormOf } from './form-of.js';
import { pick } from './form-draft.js';
import { toInput } from './form-values.js';
import type { Field } from './schema.js';

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
  const preview = usePreview(
    subjectId ? `${of}/${encodeURIComponent(subjectId)}/next-runs?rule=${encodeURIComponent(rule)}` : null,
  );
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

/** Asked once typing has stopped; what is not whole yet has none. */
function usePreview(path: string | null): SchedulePreview | null {
  const [preview, setPreview] = useState<SchedulePreview | null>(null);
  useEffect(() => {
    if (path === null) return undefined;
    const abort = new AbortController();
    const ask = (): Promise<void> =>
      fetchData<{ readonly preview: SchedulePreview | null }>(path, abort.signal)
        .then((answer) => setPreview(answer.preview))
        .catch((error: unknown) => {
          // Saving looks again; a form is not stopped by what only helps to fill it.
          if (!(error instanceof ProblemError) && !abort.signal.aborted) throw error;
        });
    const timer = window.setTimeout(() => void ask(), SETTLED_MS);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [path]);
  return preview;
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
