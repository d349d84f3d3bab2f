import React, { useState } from 'react';
import type { RecordJSON } from 'adminjs';

import type { ReportPage, ReportRecords, ReportRow } from '../../metrics/report/report-page.js';
import { fetchData, ProblemError, type Problem } from './api.js';
import { Badge } from './badge.js';
import { ProblemNote } from './problem-note.js';
import { NotYet, RecordLink } from './record-data.js';
import { useData } from './use-data.js';
import { When } from './when.js';

/** A weekly report's page: the five measures as the mail tells them, with links to what they were taken from. */
export default function Report({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const path = `weekly-reports/${encodeURIComponent(String(record.id))}`;
  const { data, problem } = useData<ReportPage>(`${path}/report`);
  if (!data) return <NotYet problem={problem} />;
  return (
    <div className="w-report">
      <section className="w-card w-report-head">
        <h2 className="w-card-title">Onboarding report {data.isoWeek}</h2>
        <p>
          {data.firstDay} to {data.lastDay} ({data.zone}).
        </p>
        <State report={data} />
      </section>
      {data.rows.map((row) => (
        <Measure key={row.key} row={row} path={`${path}/records/${row.key}`} />
      ))}
    </div>
  );
}

function State({ report }: { readonly report: ReportPage }): React.JSX.Element {
  const { status, sentAt, sentTo, running, builtAt, endsAt } = report;
  if (status === 'sent' && sentAt)
    return (
      <p>
        <Badge state="sent" /> to{' '}
        {sentTo === 'admin' ? 'the admins, as nobody has the role leadership' : 'leadership'},{' '}
        <When at={sentAt} ago />. The numbers are as they were when it was built, <When at={builtAt} />.
      </p>
    );
  return running ? (
    <p>
      <Badge state="draft" /> The week runs until <When at={endsAt} ago />: these are the numbers of this
      moment.
    </p>
  ) : (
    <p>
      <Badge state="draft" /> Built <When at={builtAt} ago /> and frozen. It goes out on Monday at 08:00, or
      by Send report.
    </p>
  );
}

const TONES = { met: 'met', missed: 'missed', open: 'none' } as const;

function Measure({ row, path }: { readonly row: ReportRow; readonly path: string }): React.JSX.Element {
  return (
    <section className="w-card w-measure" data-measure={row.key} data-verdict={row.verdict}>
      <h3 className="w-card-title">{row.title}</h3>
      <p className="w-measure-value">
        <b>{row.shown}</b> <Badge state={TONES[row.verdict]}>{row.verdictText}</Badge>
      </p>
      <Bar row={row} />
      <p className="w-muted">
        Target {row.targetText} · {row.basis}
      </p>
      <p className="w-muted">{row.definition}</p>
      {row.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <Records first={row.records} path={path} />
    </section>
  );
}

/** The mail's bar: what was reached, and the target as a thin mark. */
function Bar({ row }: { readonly row: ReportRow }): React.JSX.Element {
  let at = 0;
  return (
    <svg className="w-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      {row.segments.map(({ style, width }, index) => {
        const mark = style === 'barTarget';
        const size = mark ? 0.5 : Number.parseFloat(width);
        const x = mark ? Math.min(at, 99.5) : at;
        if (!mark) at += size;
        return <rect key={index} className={`w-${style}`} x={x} y="0" width={size} height="4" />;
      })}
    </svg>
  );
}

interface RecordsProps {
  readonly first: ReportRecords;
  readonly path: string;
}

/** The records behind a number; more of them are asked for as somebody wants to see them. */
function Records({ first, path }: RecordsProps): React.JSX.Element {
  const [more, setMore] = useState<ReportRecords['items']>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const items = [...first.items, ...more];
  const load = async (): Promise<void> => {
    try {
      const page = await fetchData<ReportRecords>(`${path}?after=${items.length}`);
      setMore((held) => [...held, ...page.items]);
      setProblem(null);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error.problem);
    }
  };
  if (first.total === 0) return <p className="w-muted">No records behind it.</p>;
  return (
    <details className="w-measure-records">
      <summary>
        {first.total.toLocaleString('en-IN')} {first.total === 1 ? 'record' : 'records'} behind it
      </summary>
      <ul>
        {items.map(({ id, customer }) => (
          <li key={id}>
            <RecordLink list={first.list} id={id}>
              {customer} <code title={id}>{id.slice(-8)}</code>
            </RecordLink>
          </li>
        ))}
      </ul>
      {problem ? <ProblemNote problem={problem} /> : null}
      {items.length < first.total ? (
        <button type="button" className="w-button w-button-small" onClick={() => void load()}>
          More
        </button>
      ) : null}
    </details>
  );
}
