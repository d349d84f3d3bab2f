import React from 'react';
import { Link } from 'react-router-dom';

import type { HistoryView } from '../panel-views.js';
import type { Problem } from './api.js';
import { isOpen, panel } from './panel-global.js';
import { ProblemNote } from './problem-note.js';
import { Told } from './told.js';
import { useData, type Loaded } from './use-data.js';
import { When } from './when.js';

export interface RecordLinkProps {
  readonly list: string | null | undefined;
  readonly id: string;
  readonly children: React.ReactNode;
}

/** A link to a record where the reader may open its list, else its words alone. */
export function RecordLink({ list, id, children }: RecordLinkProps): React.JSX.Element {
  if (!list || !isOpen(list)) return <span>{children}</span>;
  return <Link to={`${panel().paths.root}/resources/${list}/records/${id}/show`}>{children}</Link>;
}

/** What stands while a page's data is on its way, or did not come. */
export function NotYet({ problem }: { readonly problem: Problem | null }): React.JSX.Element {
  return problem ? (
    <ProblemNote problem={problem} />
  ) : (
    <div className="w-skeleton" role="status" aria-label="Loading">
      <div />
      <div />
    </div>
  );
}

export interface FactsProps {
  /** Rows of null are left out. */
  readonly facts: readonly (readonly [string, React.ReactNode])[];
}

/** Names and values, one below the other. */
export function Facts({ facts }: FactsProps): React.JSX.Element {
  return (
    <dl className="w-facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <React.Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
    </dl>
  );
}

/** What happened to a record. */
export const useHistory = (list: string, id: string): Loaded<HistoryView> =>
  useData<HistoryView>(`history/${list}/${encodeURIComponent(id)}`);

/** Who did it last, in words; null while that is not known. */
export function whoDid({ data }: Loaded<HistoryView>, type: string): string | null {
  const entries = (data?.items ?? []).filter((entry) => entry.type === type);
  return entries.at(-1)?.by ?? null;
}

/** Who did what with a record, and when. */
export function History({ of }: { readonly of: Loaded<HistoryView> }): React.JSX.Element {
  const { data, problem } = of;
  if (!data) return <NotYet problem={problem} />;
  return (
    <ol className="w-history" aria-label="History">
      {data.items.map(({ id: entry, at, text, by }) => (
        <li key={entry}>
          <p>
            <Told text={text} />
          </p>
          <p className="w-muted">
            {by}, <When at={at} />
          </p>
        </li>
      ))}
    </ol>
  );
}

/** A column of the record's row as text; null when it is empty. */
export function textOf(params: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = params[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The same, as a card of a record's side. */
export function HistoryCard({ of }: { readonly of: Loaded<HistoryView> }): React.JSX.Element {
  return (
    <section className="w-card">
      <h2 className="w-card-title">History</h2>
      <History of={of} />
    </section>
  );
}
