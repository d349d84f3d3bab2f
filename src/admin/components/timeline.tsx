import React, { useState } from 'react';
import type { RecordJSON } from 'adminjs';

import type { TimelineView } from '../panel-views.js';
import { fetchData, ProblemError, type Problem } from './api.js';
import { ProblemNote } from './problem-note.js';
import { Told } from './told.js';
import { useData } from './use-data.js';
import { When } from './when.js';

/** What happened to a customer, newest first. */
export default function Timeline({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const path = `customers/${encodeURIComponent(String(record.id))}/timeline`;
  const { data, problem } = useData<TimelineView>(path);
  const older = useOlder(path);
  if (!data)
    return problem ? <ProblemNote problem={problem} /> : <div className="w-skeleton" role="status" />;
  const items = [...data.items, ...older.items];
  const cursor = older.cursor === undefined ? data.nextCursor : older.cursor;
  return (
    <div className="w-card">
      {items.length === 0 ? <p className="w-muted">Nothing has happened yet.</p> : null}
      <ol className="w-timeline">
        {items.map((item) => (
          <li key={item.id}>
            <When at={item.at} />
            <div>
              <p>
                <Told text={item.text} />
              </p>
              <p className="w-muted">{item.by}</p>
            </div>
          </li>
        ))}
      </ol>
      {older.problem ? <ProblemNote problem={older.problem} /> : null}
      {cursor ? (
        <button type="button" className="w-button" onClick={() => void older.load(cursor)}>
          Older
        </button>
      ) : null}
    </div>
  );
}

interface Older {
  readonly items: TimelineView['items'];
  /** Undefined until a page was loaded; null at the end. */
  readonly cursor: string | null | undefined;
  readonly problem: Problem | null;
  readonly load: (cursor: string) => Promise<void>;
}

function useOlder(path: string): Older {
  const [items, setItems] = useState<TimelineView['items']>([]);
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = async (from: string): Promise<void> => {
    try {
      const page = await fetchData<TimelineView>(`${path}?cursor=${encodeURIComponent(from)}`);
      setItems((held) => [...held, ...page.items]);
      setCursor(page.nextCursor);
      setProblem(null);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error.problem);
    }
  };
  return { items, cursor, problem, load };
}
