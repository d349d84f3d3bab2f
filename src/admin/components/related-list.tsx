import React, { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { RecordsTable, useResource, type RecordJSON } from 'adminjs';

import { fetchPanel, ProblemError, type Problem } from './api.js';
import { panel } from './panel-global.js';
import { ProblemNote } from './problem-note.js';

export interface RelatedListProps {
  readonly list: string;
  /** Column of that list that names this record. */
  readonly by: string;
  readonly id: string;
}

interface ListAnswer {
  readonly records: RecordJSON[];
  readonly meta: { readonly total: number; readonly perPage: number };
}

/** What belongs to a record: the first page of another list, filtered by it. */
export function RelatedList({ list, by, id }: RelatedListProps): React.JSX.Element | null {
  const resource = useResource(list);
  const [answer, setAnswer] = useState<ListAnswer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const query = `filters.${by}=${encodeURIComponent(id)}`;
  useEffect(() => {
    const abort = new AbortController();
    fetchPanel<ListAnswer>(`resources/${list}/actions/list?${query}`, abort.signal)
      .then(setAnswer)
      .catch((error: unknown) => {
        if (error instanceof ProblemError) setProblem(error.problem);
      });
    return () => abort.abort();
  }, [list, query]);
  if (!resource) return null;
  if (problem) return <ProblemNote problem={problem} />;
  const more = answer !== null && answer.meta.total > answer.records.length;
  return (
    <div className="w-related">
      <RecordsTable resource={resource} records={answer?.records ?? []} isLoading={answer === null} />
      {more ? (
        <p className="w-related-more">
          <Link to={`${panel().paths.root}/resources/${list}?${query}`}>All {answer.meta.total}</Link>
        </p>
      ) : null}
    </div>
  );
}
