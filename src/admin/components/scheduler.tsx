import React from 'react';

import type { ScheduleView, SchedulerView } from '../../health/scheduler-view.js';
import { ProblemNote } from './problem-note.js';
import { age } from './scheduler-age.js';
import { ScheduleTable } from './scheduler-schedules.js';
import { Alarms, GoalSchedules, Queues, StuckWork, Workers } from './scheduler-work.js';
import { useData } from './use-data.js';
import { readerZone, When } from './when.js';

const EVERY_MS = 5000;
const always = (): boolean => true;

/** Health > Scheduler: what should have run against what did, who works, and what waits. Keeps itself fresh. */
export default function Scheduler(): React.JSX.Element {
  const { data, problem } = useData<SchedulerView>('health/scheduler', always, EVERY_MS);
  return (
    <div className="w-page">
      <header className="w-head">
        <div className="w-head-words">
          <p className="w-crumbs">Health</p>
          <h1>Scheduler</h1>
        </div>
        {data ? <AsOf view={data} /> : null}
      </header>
      {problem ? <ProblemNote problem={problem} /> : null}
      {data ? <Body view={data} /> : problem ? null : <Skeleton />}
    </div>
  );
}

function AsOf({ view }: { readonly view: SchedulerView }): React.JSX.Element {
  return (
    <p className="w-muted w-health-at" role="status">
      As of <When at={view.businessAt} /> by the business clock, shown in your time zone, {readerZone()}
    </p>
  );
}

/** Everything on the page by one clock: what the system clock wrote is moved as far as the business clock is. */
function Body({ view }: { readonly view: SchedulerView }): React.JSX.Element {
  const moved = Date.parse(view.businessAt) - Date.parse(view.at);
  const { alarms, schedules, goals, workers, queues, outbox, stuck } = view;
  return (
    <>
      <Alarms alarms={alarms} />
      <Checks view={view} />
      <StuckWork stuck={stuck} />
      <h2 className="w-health-title">Schedules</h2>
      <ScheduleTable
        schedules={schedules.map((one) => (one.clock === 'system' ? onBusinessClock(one, moved) : one))}
      />
      <GoalSchedules goals={goals} />
      <div className="w-columns w-health-columns">
        <Workers
          workers={workers.map((worker) => ({ ...worker, startedAt: later(worker.startedAt, moved) }))}
        />
        <Queues queues={queues} outbox={outbox} />
      </div>
    </>
  );
}

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

function onBusinessClock(schedule: ScheduleView, ms: number): ScheduleView {
  const { nextDueAt, last, lately } = schedule;
  return {
    ...schedule,
    nextDueAt: nextDueAt && later(nextDueAt, ms),
    last: last && { ...last, dueAt: later(last.dueAt, ms) },
    lately: { ...lately, missedAt: lately.missedAt.map((at) => later(at, ms)) },
  };
}

const titles: Readonly<Record<string, string>> = {
  database: 'Database',
  worker: 'Workers',
  queue: 'Queue (canary job)',
};

/** The three checks of readiness, each with the age of its sign. */
function Checks({ view: { checks } }: { readonly view: SchedulerView }): React.JSX.Element {
  return (
    <div className="w-tiles">
      {checks.map(({ name, ok, ageSeconds, detail }) => (
        <div key={name} className={`w-card w-tile w-tile-${ok ? 'good' : 'bad'}`} data-check={name}>
          <span className="w-tile-label">{titles[name] ?? name}</span>
          <span className="w-tile-value">{ok ? 'OK' : 'Not OK'}</span>
          <span className="w-muted">{detail}</span>
          {ageSeconds !== null && name !== 'database' ? (
            <span className="w-muted">Last sign {age(ageSeconds)} ago</span>
          ) : null}
        </div>
      ))}
    </div>
  );
}

const Skeleton = (): React.JSX.Element => (
  <div className="w-skeleton" role="status" aria-label="Loading">
    <div />
    <div />
    <div />
  </div>
);
