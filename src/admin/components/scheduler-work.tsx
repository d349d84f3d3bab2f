import React from 'react';
import { Link } from 'react-router-dom';

import type { GoalSchedulesView, SchedulerView, StuckWorkView } from '../../health/scheduler-view.js';
import { Badge } from './badge.js';
import { isOpen, panel } from './panel-global.js';
import { age } from './scheduler-age.js';
import { When } from './when.js';

/** Goals with a frequency, and those whose time has passed without a run. */
export function GoalSchedules({ goals }: { readonly goals: GoalSchedulesView }): React.JSX.Element {
  const { scheduled, nextDueAt, late, lately } = goals;
  return (
    <section className="w-card w-health-goals">
      <h2 className="w-card-title">Goals on a schedule</h2>
      <p>
        {scheduled === 0 ? 'No approved goal has a next run.' : `${scheduled} approved`}
        {nextDueAt ? (
          <>
            , next <When at={nextDueAt} />
          </>
        ) : null}
      </p>
      <p className="w-muted w-number">
        Ended in {lately.days} days: {lately.completed} completed, {lately.failed} failed, {lately.refused}{' '}
        refused (limit or credential), {lately.missed} missed
      </p>
      <ul className="w-items">
        {late.map(({ goalId, name, customer, dueAt }) => (
          <li key={goalId} className="w-health-late">
            <Record list="goals" id={goalId} text={`${name} (${customer})`} />
            <span className="w-health-bad">
              due <When at={dueAt} ago />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Workers({ workers }: Pick<SchedulerView, 'workers'>): React.JSX.Element {
  return (
    <section className="w-card">
      <h2 className="w-card-title">Workers</h2>
      {workers.length === 0 ? (
        <p className="w-health-bad">No worker is alive: nothing runs. Start one with npm run start:worker.</p>
      ) : null}
      <ul className="w-items">
        {workers.map(({ id, host, pid, startedAt, ageSeconds, state }) => (
          <li key={id}>
            <div>
              <b>{host}</b> <span className="w-muted">process {pid}</span>
              <p className="w-muted">
                since <When at={startedAt} />
              </p>
            </div>
            <div className="w-items-side">
              <Badge state={state} tone={state === 'active' ? 'good' : 'bad'} />
              <span>{age(ageSeconds)} ago</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Queues({ queues, outbox }: Pick<SchedulerView, 'queues' | 'outbox'>): React.JSX.Element {
  const oldest = outbox.oldestSeconds === null ? '' : `, the oldest for ${age(outbox.oldestSeconds)}`;
  return (
    <section className="w-card">
      <h2 className="w-card-title">Queues</h2>
      {queues === null ? (
        <p className="w-health-bad">The queue engine did not answer within 2 seconds.</p>
      ) : null}
      <table className="w-health-queues">
        <thead>
          <tr>
            {['Queue', 'Waiting', 'Active', 'Delayed', 'Failed'].map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(queues ?? []).map(({ queue, waiting, active, delayed, failed }) => (
            <tr key={queue} data-queue={queue}>
              <td>{queue}</td>
              <td className="w-number">{waiting}</td>
              <td className="w-number">{active}</td>
              <td className="w-number">{delayed}</td>
              <td className={failed > 0 ? 'w-number w-health-bad' : 'w-number'}>{failed}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="w-muted">
        {outbox.waiting === 0
          ? 'Nothing waits in the outbox.'
          : `${outbox.waiting} wait in the outbox${oldest}.`}
      </p>
    </section>
  );
}

const lists: Readonly<Record<string, string>> = {
  'goal run': 'goal-runs',
  'credential test': 'credential-tests',
  'domain check': 'domain-checks',
  mail: 'mails',
};

/** Unfinished for more than ten minutes: shown only when there is any. */
export function StuckWork({ stuck }: { readonly stuck: readonly StuckWorkView[] }): React.JSX.Element | null {
  if (stuck.length === 0) return null;
  return (
    <section className="w-card w-health-stuck" role="alert">
      <h2 className="w-card-title">Stuck work</h2>
      <ul className="w-items">
        {stuck.map(({ kind, ids, count, since }) => (
          <li key={kind}>
            <div>
              <b className="w-health-bad">
                {count} {count === 1 ? kind : plural(kind)}
              </b>{' '}
              unfinished since <When at={since} ago />
              <p className="w-muted">
                {ids.map((id, index) => (
                  <React.Fragment key={id}>
                    {index > 0 ? ', ' : null}
                    <Record list={lists[kind]} id={id} text={id.slice(-8)} />
                  </React.Fragment>
                ))}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What engineering was told of and is not over: shown only when there is any. */
export function Alarms({ alarms }: Pick<SchedulerView, 'alarms'>): React.JSX.Element | null {
  if (alarms.length === 0) return null;
  return (
    <section className="w-card w-health-stuck w-health-alarms" role="alert">
      <h2 className="w-card-title">Escalated to engineering</h2>
      <ul className="w-items">
        {alarms.map(({ id, title, status, since }) => (
          <li key={id}>
            <Record list="escalations" id={id} text={title} />
            <div className="w-items-side">
              <Badge state={status} tone={status === 'open' ? 'bad' : 'warn'} />
              <span>
                <When at={since} ago />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

const plural = (kind: string): string => (kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`);

interface RecordProps {
  readonly list: string | undefined;
  readonly id: string;
  readonly text: string;
}

/** A link where the reader may open the list. */
function Record({ list, id, text }: RecordProps): React.JSX.Element {
  if (!list || !isOpen(list)) return <span>{text}</span>;
  return <Link to={`${panel().paths.root}/resources/${list}/records/${id}/show`}>{text}</Link>;
}
