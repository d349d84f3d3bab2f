import React from 'react';

import type { ScheduleState, ScheduleView } from '../../health/scheduler-view.js';
import { Badge, type Tone } from './badge.js';
import { age } from './scheduler-age.js';
import { When } from './when.js';

const words: Readonly<Record<ScheduleState, readonly [string, Tone]>> = {
  on_time: ['On time', 'good'],
  running: ['Running', 'busy'],
  late: ['Late', 'warn'],
  failed: ['Failed, tried again', 'bad'],
  missed: ['Missed', 'bad'],
  idle: ['Nothing planned', 'quiet'],
};

/** Each schedule: what is expected next, what ran last, and how the last days went. */
export function ScheduleTable({
  schedules,
}: {
  readonly schedules: readonly ScheduleView[];
}): React.JSX.Element {
  return (
    <div className="w-related">
      <table>
        <thead>
          <tr>
            <th>Schedule</th>
            <th>State</th>
            <th>Next</th>
            <th>Last due</th>
            <th>Started</th>
            <th>Expected and ran</th>
          </tr>
        </thead>
        <tbody>
          {schedules.map((schedule) => (
            <Row key={schedule.name} schedule={schedule} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ schedule }: { readonly schedule: ScheduleView }): React.JSX.Element {
  const { name, title, rhythm, state, nextDueAt, last } = schedule;
  const [text, tone] = words[state];
  return (
    <tr className="w-health-row" data-schedule={name} data-state={state}>
      <td>
        <b>{title}</b>
        <p className="w-muted">{rhythm}</p>
      </td>
      <td>
        <Badge state={state} tone={tone}>
          {text}
        </Badge>
      </td>
      <td>{nextDueAt ? <When at={nextDueAt} /> : <Nothing />}</td>
      <td>{last ? <When at={last.dueAt} /> : <Nothing />}</td>
      <td>{last ? <Start last={last} /> : <Nothing />}</td>
      <td>
        <Lately {...schedule.lately} />
      </td>
    </tr>
  );
}

function Start({ last }: { readonly last: NonNullable<ScheduleView['last']> }): React.JSX.Element {
  if (last.delaySeconds === null) return <span className="w-muted">not started</span>;
  return (
    <span className="w-number">{last.delaySeconds < 15 ? 'on time' : `${age(last.delaySeconds)} late`}</span>
  );
}

function Lately({
  days,
  expected,
  ran,
  failed,
  missed,
  missedAt,
}: ScheduleView['lately']): React.JSX.Element {
  const span = days === 1 ? '24 hours' : `${days} days`;
  return (
    <>
      <span className="w-number">
        {expected} expected, {ran} ran
      </span>
      {failed > 0 ? <span className="w-health-bad">, {failed} failed</span> : null}
      {missed > 0 ? <span className="w-health-bad">, {missed} missed</span> : null}
      <p className="w-muted">in {span}</p>
      {missedAt.length > 0 ? (
        <details className="w-health-missed">
          <summary>Newest missed</summary>
          <ul>
            {missedAt.map((at) => (
              <li key={at}>
                <When at={at} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

const Nothing = (): React.JSX.Element => <span className="w-muted">–</span>;
