import React from 'react';
import type { RecordJSON } from 'adminjs';

import type { DraftView } from '../panel-views.js';
import { Badge } from './badge.js';
import { panel } from './panel-global.js';
import { PostPreview } from './post-preview.js';
import { Proposal } from './proposal.js';
import { Facts, HistoryCard, NotYet, RecordLink, textOf, useHistory, whoDid } from './record-data.js';
import { Revisions } from './revisions.js';
import { useData } from './use-data.js';
import { When } from './when.js';

type Params = Readonly<Record<string, unknown>>;

/** A deliverable's page: the draft as it will be, what it proposes, and who decided. */
export default function Draft({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const id = String(record.id);
  const history = useHistory('deliverables', id);
  const { data, problem } = useData<DraftView>(`deliverables/${encodeURIComponent(id)}/draft`);
  if (!data) return <NotYet problem={problem} />;
  return (
    <div className="w-record-columns">
      <div className="w-record-main">
        <article className="w-card">
          {data.chart ? <Chart chart={data.chart} /> : null}
          {data.preview ? (
            <PostPreview preview={data.preview} />
          ) : (
            // Made safe on the server: no raw HTML, no script, no picture, an allow-list of tags.
            <div className="w-prose" dir="auto" dangerouslySetInnerHTML={{ __html: data.html }} />
          )}
        </article>
        <Revisions revisions={data.revisions} />
      </div>
      <aside className="w-record-side">
        <Decision draft={data} by={whoDid(history, 'deliverable.decided')} params={record.params} />
        {data.proposal ? <Proposal proposal={data.proposal} /> : null}
        {data.remarks.length > 0 ? (
          <section className="w-card">
            <h2 className="w-card-title">Remarks of the agent</h2>
            <ul className="w-plain-items">
              {data.remarks.map((remark) => (
                <li key={remark}>{remark}</li>
              ))}
            </ul>
          </section>
        ) : null}
        <Downloads draft={data} />
        <HistoryCard of={history} />
      </aside>
    </div>
  );
}

/** Drawn on the server from figures alone; its words below say the same. */
function Chart({ chart }: { readonly chart: NonNullable<DraftView['chart']> }): React.JSX.Element {
  return (
    <figure className="w-chart">
      <div dangerouslySetInnerHTML={{ __html: chart.svg }} />
      <figcaption className="w-muted">{chart.words}</figcaption>
    </figure>
  );
}

/** As files; each download stands in the history. */
function Downloads({ draft }: { readonly draft: DraftView }): React.JSX.Element {
  const root = `${panel().paths.root}/downloads`;
  const formats = [
    ['html', 'Page to print'],
    ['md', 'Markdown'],
    ['txt', 'Plain text'],
  ];
  return (
    <section className="w-card">
      <h2 className="w-card-title">Download</h2>
      <ul className="w-plain-items">
        {formats.map(([format, label]) => (
          <li key={format}>
            <a href={`${root}/deliverables/${draft.id}/${format}`}>{label}</a>
          </li>
        ))}
        <li>
          <a href={`${root}/customers/${draft.customerId}/deliverables.zip`}>All of this customer (zip)</a>
        </li>
      </ul>
    </section>
  );
}

/** The draft that was asked for in place of this one, or the run that writes it. */
function Next({ next }: { readonly next: NonNullable<DraftView['next']> }): React.JSX.Element {
  const { deliverableId, runId, status } = next;
  return deliverableId ? (
    <RecordLink list="deliverables" id={deliverableId}>
      is ready
    </RecordLink>
  ) : (
    <RecordLink list="goal-runs" id={runId}>
      its run is {status}
    </RecordLink>
  );
}

interface DecisionProps {
  readonly draft: DraftView;
  /** Who decided, in words. */
  readonly by: string | null;
  readonly params: Params;
}

function Decision({ draft, by, params }: DecisionProps): React.JSX.Element {
  const waiting = draft.status === 'in_review';
  const who = draft.decidedBy === 'customer' ? 'the customer' : `${by ?? 'staff'}, for the customer`;
  return (
    <section className="w-card" aria-label="Decision">
      {waiting || draft.action === 'none' ? null : (
        <p className="w-badges">
          <Badge state={draft.action} />
        </p>
      )}
      {waiting ? (
        <p className="w-side-note">
          It waits for the customer, who decides at CP &gt; Approvals. Approve, Reject and Edit on this page
          are recorded as staff, for the customer.
        </p>
      ) : (
        <p className="w-strong">{draft.confirmation}</p>
      )}
      {draft.resultOverdue ? (
        <p className="w-side-note">
          No result came in time. Ask the agent platform, or hand it over again: it is carried out at most
          once.
        </p>
      ) : null}
      {waiting && draft.unproven.length > 0 ? (
        <p className="w-warning" role="status" dir="auto">
          Figures nobody gave: {draft.unproven.join(', ')}. Check them before you approve.
        </p>
      ) : null}
      {waiting && draft.ended ? <p className="w-side-note">{draft.ended}</p> : null}
      <DecisionFacts draft={draft} by={waiting ? null : who} params={params} />
    </section>
  );
}

function DecisionFacts({ draft, by, params }: DecisionProps): React.JSX.Element {
  return (
    <Facts
      facts={[
        ['Decided by', by],
        ['Decided', draft.decidedAt ? <When key="at" at={draft.decidedAt} ago /> : null],
        [draft.nextRunId ? 'Feedback' : 'Reason', draft.reason],
        [draft.action === 'failed' ? 'Why it failed' : 'Result', draft.actionReason ?? draft.actionReference],
        ['Another draft', draft.next ? <Next key="next" next={draft.next} /> : null],
        [
          'Goal',
          <RecordLink key="goal" list="goals" id={draft.goalId}>
            {textOf(params, 'goalName') ?? draft.goalId.slice(-8)}
          </RecordLink>,
        ],
        [
          'Customer',
          <RecordLink key="customer" list="customers" id={draft.customerId}>
            {textOf(params, 'customerName') ?? draft.customerId.slice(-8)}
          </RecordLink>,
        ],
        [
          'Made by',
          <RecordLink key="run" list="goal-runs" id={draft.runId}>
            its goal run
          </RecordLink>,
        ],
        ['Drafted', <When key="drafted" at={draft.createdAt} ago={draft.status === 'in_review'} />],
      ]}
    />
  );
}
