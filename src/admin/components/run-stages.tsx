import React, { useEffect, useState } from 'react';

import type { RunEnding, RunPage } from '../../goals/runs/run-page.js';
import { stateWords } from './badge.js';
import { businessNow, panel } from './panel-global.js';
import { NotYet, RecordLink } from './record-data.js';
import { tellState } from './record-news.js';
import { useData } from './use-data.js';
import { useStream, type Followed, type StreamedStage } from './use-stream.js';

const OVER = ['completed', 'failed', 'cancelled'];
/** Unfinished after ten minutes is stuck (runbook Issue 4). */
const STUCK_MS = 10 * 60_000;

export interface FollowedRun extends Pick<Followed, 'connection'> {
  readonly run: RunPage;
  readonly stages: readonly StreamedStage[];
  readonly live: boolean;
  readonly refresh: () => void;
}

export interface RunStagesProps {
  readonly runId: string;
  /** Called once when a run that was live is over. */
  readonly onEnd?: () => void;
  /** What helps, below how it ended. */
  readonly remedy?: (run: RunPage) => React.ReactNode;
  readonly children?: (followed: FollowedRun) => React.ReactNode;
}

/** A run's stages, live while it runs, taken up again where it stood after a reload; then how it ended. */
export function RunStages({ runId, onEnd, remedy, children }: RunStagesProps): React.JSX.Element {
  const { data, problem, refresh } = useData<RunPage>(`goal-runs/${encodeURIComponent(runId)}/progress`);
  const live = data !== null && data.ending === null;
  const path = live ? `goal-runs/${encodeURIComponent(runId)}` : null;
  const { stages: since, connection } = useStream(path, data?.stages.at(-1)?.id, () => {
    refresh();
    onEnd?.();
  });
  const retries = since.filter(({ stage }) => stage === 'retry').length;
  useEffect(() => {
    if (retries > 0) refresh();
  }, [retries, refresh]);
  const started = since.some(({ stage }) => stage === 'started');
  const state = live && started ? 'running' : data?.status;
  useEffect(() => {
    if (state !== undefined) tellState(runId, state);
  }, [runId, state]);
  if (!data) return <NotYet problem={problem} />;
  const known = new Set(data.stages.map(({ id }) => id));
  const stages = [...data.stages, ...since.filter(({ id }) => !known.has(id))];
  return (
    <>
      <div className="w-run" data-run={data.status}>
        {live ? <Waiting run={data} stages={stages} connection={connection} /> : null}
        <StageList stages={stages} live={live} />
        {data.ending ? (
          <Ending ending={data.ending} run={data}>
            {data.ending.status === 'completed' ? null : remedy?.(data)}
          </Ending>
        ) : null}
      </div>
      {children?.({ run: data, stages, live, connection, refresh })}
    </>
  );
}

interface WaitingProps extends Pick<Followed, 'connection'> {
  readonly run: RunPage;
  readonly stages: readonly StreamedStage[];
}

/** How long it takes so far, and what is wrong when it takes too long. */
function Waiting({ run, stages, connection }: WaitingProps): React.JSX.Element {
  const now = useSeconds();
  const since = new Date(run.createdAt).getTime();
  const started = stages.some(({ stage }) => stage === 'started');
  const long = now - since > STUCK_MS;
  return (
    <div role="status">
      <p className="w-run-clock">
        {started ? 'Running' : 'Waiting for a worker'} for {seconds(now - since)}
        <span className="w-muted"> · typically 30 to 120 seconds</span>
      </p>
      {long ? (
        <p className="w-run-note">
          It is not finished after 10 minutes: check{' '}
          <a href={`${panel().paths.root}/pages/scheduler`}>Health &gt; Scheduler</a>, then escalate to
          engineering (#eng-support).
        </p>
      ) : null}
      {connection === 'closed' ? (
        <p className="w-run-note">
          The live progress has ended: your session may be over. Reload this page; the run goes on without it.
        </p>
      ) : null}
    </div>
  );
}

function StageList({
  stages,
  live,
}: {
  readonly stages: readonly StreamedStage[];
  readonly live: boolean;
}): React.JSX.Element {
  return (
    <ol className="w-stages" aria-label="Stages">
      {stages.map((stage, index) => {
        const current = live && index === stages.length - 1;
        const before = stages[index - 1];
        return (
          <li key={stage.id} data-stage={stage.stage} className={`w-stage w-stage-${kindOf(stage, current)}`}>
            <span className="w-stage-mark" aria-hidden="true">
              {current ? <span className="w-spinner" /> : markOf(stage)}
            </span>
            <div>
              <b>{stateWords(stage.stage)}</b>
              {OVER.includes(stage.stage) ? null : <p>{stage.text}</p>}
            </div>
            <span className="w-stage-at">
              <time dateTime={stage.at} title={stage.at}>
                {clock(stage.at)}
              </time>
              <span className="w-muted">{before ? `+${passed(before.at, stage.at)}` : ''}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

interface EndingProps {
  readonly ending: RunEnding;
  readonly run: RunPage;
  readonly children?: React.ReactNode;
}

const TITLES: Readonly<Record<RunEnding['status'], string>> = {
  completed: 'Completed',
  failed: 'The run failed',
  cancelled: 'The run was cancelled',
  refused: 'The run was refused',
};

/** The runbook's message on the first success, else what came of it and what to do. */
function Ending({ ending, run, children }: EndingProps): React.JSX.Element {
  const { status, text, todo } = ending;
  const { deliverable } = run;
  return (
    <div className={`w-ending w-ending-${status}`} role={status === 'completed' ? 'status' : 'alert'}>
      {status === 'completed' ? null : <p className="w-ending-title">{TITLES[status]}</p>}
      <p className={status === 'completed' ? 'w-ending-title' : ''}>{text}</p>
      {todo ? <p>{todo}</p> : null}
      {children}
      {deliverable ? (
        <p>
          <RecordLink list="deliverables" id={deliverable.id}>
            {deliverable.status === 'in_review' ? 'Review the draft' : 'Open the draft'}: {deliverable.title}
          </RecordLink>
        </p>
      ) : null}
      {status === 'completed' ? null : (
        <p>
          <RecordLink list="goals" id={run.goalId}>
            To the goal: {run.goalName}
          </RecordLink>
        </p>
      )}
    </div>
  );
}

const kindOf = ({ stage }: StreamedStage, current: boolean): string =>
  current
    ? 'current'
    : stage === 'failed'
      ? 'failed'
      : stage === 'retry' || stage === 'stuck' || stage === 'late'
        ? 'retry'
        : 'done';

const markOf = ({ stage }: StreamedStage): string =>
  stage === 'failed'
    ? '×'
    : stage === 'cancelled'
      ? '–'
      : stage === 'retry'
        ? '↻'
        : stage === 'stuck' || stage === 'late'
          ? '!'
          : '✓';

const clock = (at: string): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** `0.4 s`, `12 s`, `3 min 20 s`. */
export function passed(from: string, to: string): string {
  const ms = Math.max(0, new Date(to).getTime() - new Date(from).getTime());
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : seconds(ms);
}

function seconds(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / 1000));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** The business clock, each second. */
function useSeconds(): number {
  const [now, setNow] = useState(businessNow);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(businessNow()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
