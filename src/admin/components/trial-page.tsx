import React from 'react';
import type { RecordJSON } from 'adminjs';

import { WARN_AT, type ProvenRefusal, type TrialPage } from '../../goals/trial-page.js';
import { moneyText } from '../../platform/money/money.js';
import { Facts, NotYet, RecordLink } from './record-data.js';
import { useData } from './use-data.js';
import { When } from './when.js';

/** A trial's page: what is used of its limits, how far the rest goes, and why runs were refused. */
export default function Trial({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const { data, problem } = useData<TrialPage>(`trials/${encodeURIComponent(String(record.id))}/usage`);
  if (!data) return <NotYet problem={problem} />;
  return (
    <div className="w-record-columns">
      <div className="w-record-main">
        <Usage page={data} />
        <Refusals page={data} />
        <Freed page={data} />
      </div>
      <aside className="w-record-side">
        <About page={data} />
        <Extensions page={data} />
      </aside>
    </div>
  );
}

function Usage({ page: { trial, forecast } }: { readonly page: TrialPage }): React.JSX.Element {
  const taken = trial.tokensTotal - trial.tokensLeft;
  return (
    <section className="w-card" aria-label="Usage">
      <h2 className="w-card-title">Usage</h2>
      <Bar label="Tasks today" used={trial.tasksToday} of={trial.dailyTasks} />
      {trial.endedAt ? null : (
        <p className="w-muted">
          The next are free <When at={trial.tasksFreeAt} />, midnight in {trial.zone}.
        </p>
      )}
      <Bar label="Tokens of the whole trial" used={taken} of={trial.tokensTotal} />
      {trial.tokensReserved > 0 ? (
        <p className="w-muted">{grouped(trial.tokensReserved)} of them are held by runs that are not over.</p>
      ) : null}
      {forecast ? (
        <p>
          <b>{forecast.runsLeft} more runs</b> at about {grouped(forecast.tokensPerRun)} tokens each (
          {forecast.measured ? 'the mean of its runs' : 'as its goals are expected to take'}).{' '}
          {forecast.endsAt ? (
            <>
              At the pace of its goals the tokens are used up <When at={forecast.endsAt} />, before the trial
              ends.
            </>
          ) : (
            'At the pace of its goals the tokens last until the end.'
          )}
        </p>
      ) : null}
    </section>
  );
}

/** What dead runs held, and that it came back. */
function Freed({ page: { freed } }: { readonly page: TrialPage }): React.JSX.Element | null {
  if (freed.length === 0) return null;
  return (
    <section className="w-card" aria-label="Freed reservations">
      <h2 className="w-card-title">Freed reservations</h2>
      <ul className="w-items">
        {freed.map(({ runId, at, tokens, taskReturned, because }) => (
          <li key={runId}>
            <div>
              <RecordLink list="goal-runs" id={runId}>
                Run
              </RecordLink>
              {`: ${grouped(tokens)} tokens came back, the task ${taskReturned ? 'too' : 'is used'}, `}
              <When at={at} />
              <p className="w-muted">{because}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface BarProps {
  readonly label: string;
  readonly used: number;
  readonly of: number;
}

function Bar({ label, used, of }: BarProps): React.JSX.Element {
  const percent = of === 0 ? 0 : Math.floor((used * 100) / of);
  const warns = percent >= WARN_AT;
  return (
    <div className="w-usage">
      <p>
        <b>{label}</b>: {grouped(used)} of {grouped(of)} ({percent} %)
        {warns ? <b className="w-usage-warning"> {percent >= 100 ? 'Used up' : 'Nearly used up'}</b> : null}
      </p>
      <progress
        className={warns ? 'w-usage-high' : undefined}
        value={Math.min(used, of)}
        max={of}
        aria-label={label}
      >
        {percent} %
      </progress>
    </div>
  );
}

const LIMITS: Readonly<Record<ProvenRefusal['limit'], string>> = {
  daily_tasks: 'Daily tasks',
  tokens: 'Tokens',
  trial_end: 'The trial’s end',
};

function Refusals({ page }: { readonly page: TrialPage }): React.JSX.Element {
  const { refusals, refusalsInAll } = page;
  return (
    <section className="w-card" aria-label="Refusals">
      <h2 className="w-card-title">Refusals</h2>
      {refusals.length === 0 ? <p className="w-muted">No run was refused by a limit.</p> : null}
      {refusalsInAll > refusals.length ? (
        <p className="w-muted">
          The newest {refusals.length} of {grouped(refusalsInAll)}.
        </p>
      ) : null}
      <ul className="w-items">
        {refusals.map((refusal) => (
          <li key={refusal.id}>
            <Refusal refusal={refusal} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Refusal({ refusal }: { readonly refusal: ProvenRefusal }): React.JSX.Element {
  const { at, trigger, limit, used, allowed, freesAt, lines } = refusal;
  return (
    <div>
      <b>{LIMITS[limit]}</b> · {trigger === 'manual' ? 'Trigger Now' : 'by its schedule'} · <When at={at} />
      <p className="w-muted">
        {limit === 'trial_end' ? 'The trial was over. ' : `${grouped(used)} of ${grouped(allowed)} used. `}
        {freesAt ? (
          <>
            Free again <When at={freesAt} />.
          </>
        ) : (
          'It does not free by itself.'
        )}
      </p>
      {lines.length > 0 ? (
        <details>
          <summary>The {lines.length} runs that used it</summary>
          <ul>
            {lines.map(({ runId, at: taken, tokens }) => (
              <li key={runId}>
                <RecordLink list="goal-runs" id={runId}>
                  Run
                </RecordLink>{' '}
                <When at={taken} />, {grouped(tokens)} tokens
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}

function About({ page: { trial } }: { readonly page: TrialPage }): React.JSX.Element {
  const { hire, notHired } = trial;
  return (
    <section className="w-card" aria-label="Trial">
      <Facts
        facts={[
          ['Status', trial.status],
          ['Activated', trial.activatedAt ? <When key="activated" at={trial.activatedAt} /> : null],
          ['Ends', trial.endsAt ? <When key="ends" at={trial.endsAt} /> : null],
          ['Ended', trial.endedAt ? <When key="ended" at={trial.endedAt} /> : null],
          ['Plan', hire ? hire.plan : null],
          ['Price', hire ? `${moneyText(hire.price)} a month` : null],
          ['Starts on', hire ? `${hire.startsOn}${hire.late ? ' (converted late)' : ''}` : null],
          ['Not hired because', notHired ? notHired.because.replaceAll('_', ' ') : null],
          ['In their words', notHired?.words ?? null],
        ]}
      />
    </section>
  );
}

function Extensions({ page: { extensions } }: { readonly page: TrialPage }): React.JSX.Element | null {
  if (extensions.length === 0) return null;
  return (
    <section className="w-card" aria-label="Extensions">
      <h2 className="w-card-title">Extensions</h2>
      <ul className="w-items">
        {extensions.map(({ at, hours, reason, by }) => (
          <li key={at + reason}>
            <div>
              {hours} h by {by}: {reason}
              <p className="w-muted">
                <When at={at} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

const grouped = (count: number): string => count.toLocaleString('en-GB');
