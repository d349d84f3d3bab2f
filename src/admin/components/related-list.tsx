import React, { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { RecordsTable, useResource, type RecordJSON } from 'adminjs';

import { useChanges } from './changes.js';
import { fetchPanel, ProblemError, type Problem } from './api.js';
import { PageCommands } from './page-commands.js';
import { panel } from './panel-global.js';
import { ProblemNote } from './problem-note.js';

export interface RelatedListProps {
  readonly list: string;
  /** Column of that list that names the record. */
  readonly by: string;
  /** The record all this belongs to. */
  readonly of: { readonly list: string; readonly id: string };
  /** A command makes such rows from here. */
  readonly creates: boolean;
}

interface ListAnswer {
  readonly records: RecordJSON[];
  readonly meta: { readonly total: number; readonly perPage: number };
}

/** What belongs to a record: the first page of another list, filtered by it, and what makes more of it. */
export function RelatedList({ list, by, of, creates }: RelatedListProps): React.JSX.Element | null {
  const resource = useResource(list);
  const query = `filters.${by}=${encodeURIComponent(of.id)}`;
  const { answer, problem } = useFirstPage(list, query);
  if (!resource) return null;
  if (problem) return <ProblemNote problem={problem} />;
  const more = answer !== null && answer.meta.total > answer.records.length;
  return (
    <>
      {creates ? (
        <div className="w-related-head">
          <PageCommands {...{ list: of.list, recordId: of.id, related: list }} />
        </div>
      ) : null}
      <div className="w-related">
        <RecordsTable resource={resource} records={answer?.records ?? []} isLoading={answer === null} />
        {more ? (
          <p className="w-related-more">
            <Link to={`${panel().paths.root}/resources/${list}?${query}`}>All {answer.meta.total}</Link>
          </p>
        ) : null}
      </div>
    </>
  );
}

interface FirstPage {
  readonly answer: ListAnswer | null;
  readonly problem: Problem | null;
}

function useFirstPage(list: string, query: string): FirstPage {
  const [answer, setAnswer] = useState<ListAnswer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(0);
  useChanges(() => setAsked((count) => count + 1));
  useEffect(() => {
    const abort = new AbortController();
    fetchPanel<ListAnswer>(`resources/${list}/actions/list?${query}`, abort.signal)
      .then(setAnswer)
      .catch((error: unknown) => {
        if (error instanceof ProblemError) setProblem(error.problem);
      });
    return () => abort.abort();
  }, [list, query, asked]);
  return { answer, problem };
}
