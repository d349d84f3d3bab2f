import React from 'react';
import type { RecordJSON } from 'adminjs';

import type { GoalPage } from '../../goals/goal-page.js';
import type { IssueView } from '../../onboarding/diagnosis-view.js';
import { Badge } from './badge.js';
import { Issue } from './issue.js';
import { businessNow } from './panel-global.js';
import {
  Facts,
  type FactsProps,
  HistoryCard,
  NotYet,
  RecordLink,
  textOf,
  useHistory,
  whoDid,
} from './record-data.js';
import { Structured } from './structured.js';
import { pausedBecause } from './paused-because.js';
import { useData } from './use-data.js';
import { Age, readerZone, relative, When } from './when.js';

type Params = Readonly<Record<string, unknown>>;

/** A goal's page: its safety review, what it is to do and when, and how its runs went. */
export default function Goal({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const id = String(record.id);
  const history = useHistory('goals', id);
  const { data, problem } = useData<GoalPage>(`goals/${encodeURIComponent(id)}/review`);
  if (!data) return <NotYet problem={problem} />;
  return (
    <div className="w-record-columns">
      <div className="w-record-main">
        <SafetyReview goal={data} />
        <Why goalId={id} status={data.status} />
        <Schedule goal={data} />
        <Lately goal={data} />
        <Runs goal={data} />
      </div>
      <aside className="w-record-side">
        <About goal={data} by={whoDid(history, 'goal.approved')} params={record.params} />
        <HistoryCard of={history} />
      </aside>
    </div>
  );
}

/** Issue 4 for this goal; of an archived one nobody asks. */
function Why({
  goalId,
  status,
}: {
  readonly goalId: string;
  readonly status: string;
}): React.JSX.Element | null {
  const { data, problem, refresh } = useData<IssueView>(`goals/${encodeURIComponent(goalId)}/trouble`);
  if (status === 'archived') return null;
  if (!data) return <NotYet problem={problem} />;
  const looks = data.looks.filter(({ list }) => list !== 'goals');
  // The page's head has it, and leads to the run.
  const actions = data.actions.filter(({ command }) => command !== 'goal.trigger');
  return <Issue issue={{ ...data, looks, actions }} onDone={refresh} title="Why is this goal not running?" />;
}

function SafetyReview({ goal }: { readonly goal: GoalPage }): React.JSX.Element {
  const failing = goal.findings.filter(({ level }) => level === 'fail').length;
  return (
    <section className="w-card" aria-label="Safety review">
      <h2 className="w-card-title">Safety review</h2>
      <p className="w-muted">
        {goal.reviewedNow ? 'As things stand now.' : 'As it stood when it was decided.'}{' '}
        {failing > 0 ? 'A failing finding blocks approval until it is fixed.' : null}
      </p>
      <Structured text={JSON.stringify(goal.findings)} />
      {goal.overrideReason ? (
        <p className="w-run-note">Approved by an admin against a finding: {goal.overrideReason}</p>
      ) : null}
      {goal.rejectReason ? <p className="w-run-note">Rejected: {goal.rejectReason}</p> : null}
    </section>
  );
}

/** The next five on the customer's clock and on the reader's. */
function Schedule({ goal }: { readonly goal: GoalPage }): React.JSX.Element {
  const { zone, frequency } = goal.schedule;
  const own = readerZone();
  const live = goal.status === 'approved';
  return (
    <section className="w-card" aria-label="Schedule">
      <h2 className="w-card-title">{frequency}</h2>
      <p className="w-muted">
        On the customer’s clock ({zone}).{' '}
        {live ? 'Its next runs:' : `It is ${words(goal.status)}: approved, it would run`}
      </p>
      <table className="w-limits">
        <thead>
          <tr>
            <th scope="col">Customer’s time</th>
            {own === zone ? null : <th scope="col">Your time ({own})</th>}
          </tr>
        </thead>
        <tbody>
          {goal.nextRuns.map((at, index) => (
            <tr key={at}>
              <td>
                {on(at, zone)}
                {index === 0 ? (
                  <span className="w-muted"> · {relative(Date.parse(at), businessNow())}</span>
                ) : null}
              </td>
              {own === zone ? null : (
                <td>
                  <When at={at} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const words = (status: string): string =>
  status === 'pending_approval' ? 'waiting for approval' : status.replaceAll('_', ' ');

const on = (at: string, zone: string): string =>
  new Date(at).toLocaleString('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });

/** What its schedule should have run in the last days, and what became of it. */
function Lately({ goal }: { readonly goal: GoalPage }): React.JSX.Element | null {
  const { days, due, completed, failed, refused, missed, under, left } = goal.lately;
  if (due === 0) return null;
  const counts = [
    [completed, 'completed'],
    [under, 'under way'],
    [failed, 'failed or cancelled'],
    [refused, 'refused'],
    [missed, 'missed'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return (
    <section className="w-card" aria-label="What should have run">
      <h2 className="w-card-title">What should have run</h2>
      <p>
        In the last {days} days {due} {due === 1 ? 'run was' : 'runs were'} due: {told.join(', ')}.
      </p>
      {left.length > 0 ? (
        <ul className="w-items">
          {left.map((run) => (
            <li key={run.id}>
              <div>
                <RecordLink list="goal-runs" id={run.id}>
                  {on(run.dueAt, goal.schedule.zone)}
                </RecordLink>
                <p className="w-muted">{run.failure}</p>
              </div>
              <div className="w-items-side">
                <Badge state={run.failureCode === 'missed' ? 'missed' : 'refused'} />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Runs({ goal }: { readonly goal: GoalPage }): React.JSX.Element {
  return (
    <section className="w-card" aria-label="Runs">
      <h2 className="w-card-title">Newest runs</h2>
      {goal.runs.length === 0 ? (
        <p className="w-muted">
          It has not run yet.{' '}
          {goal.status === 'approved' ? 'Press Trigger Now to show the customer what it does.' : null}
        </p>
      ) : null}
      <ul className="w-items">
        {goal.runs.map((run) => (
          <li key={run.id}>
            <div>
              <RecordLink list="goal-runs" id={run.id}>
                {run.trigger === 'manual' ? 'Triggered now' : 'By its schedule'}
              </RecordLink>
              {run.failure ? <p className="w-muted">{run.failure}</p> : null}
            </div>
            <div className="w-items-side">
              <Badge state={run.status} />
              <When at={run.dueAt} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface AboutProps {
  readonly goal: GoalPage;
  /** Who approved it, in words. */
  readonly by: string | null;
  readonly params: Params;
}

function About({ goal, by, params }: AboutProps): React.JSX.Element {
  return (
    <section className="w-card" aria-label="Goal">
      <Facts
        facts={[
          ...whose(goal, params),
          ['Goal template', goal.templateTitle],
          ...goal.settings.map(
            ({ title, value }) => [title, <Structured key={title} text={JSON.stringify(value)} />] as const,
          ),
          ['After an outage', CATCH_UP[goal.catchUp] ?? null],
          ['Paused because', pausedBecause(goal)],
          ['Approved', goal.approvedAt ? <When key="approved" at={goal.approvedAt} ago /> : null],
          ['Approved by', goal.approvedAt ? approver(goal, by) : null],
          [
            'Agent',
            <RecordLink key="agent" list="agents" id={goal.agentId}>
              its agent
            </RecordLink>,
          ],
          [
            'Trial',
            <RecordLink key="trial" list="trials" id={goal.trialId}>
              its trial
            </RecordLink>,
          ],
        ]}
      />
    </section>
  );
}

/** The customer, in whose hands it is, and how long it waits. */
const whose = ({ customerId, owner, waitingSince }: GoalPage, params: Params): FactsProps['facts'] => [
  [
    'Customer',
    <RecordLink key="customer" list="customers" id={customerId}>
      {textOf(params, 'customerName') ?? customerId.slice(-8)}
    </RecordLink>,
  ],
  [
    'Owner',
    <RecordLink key="owner" list="csms" id={owner.id}>
      {owner.name}
    </RecordLink>,
  ],
  ['Waiting for approval', waitingSince ? <Age key="waiting" at={waitingSince} /> : null],
];

const CATCH_UP: Readonly<Record<string, string>> = {
  one: 'one run, for the newest missed time',
  none: 'missed runs are left out',
};

const approver = ({ approvedBy }: GoalPage, by: string | null): string | null =>
  approvedBy === 'policy' ? 'the approval policy, as every finding passed' : by;
