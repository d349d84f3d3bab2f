import React from 'react';
import type { RecordJSON } from 'adminjs';

import type { RunPage } from '../../goals/runs/run-page.js';
import { Badge, stateWords } from './badge.js';
import { Facts, RecordLink, textOf } from './record-data.js';
import { RunRemedy } from './run-remedy.js';
import { passed, RunStages } from './run-stages.js';
import { When } from './when.js';

/** A goal run's page: the list of its stages, live. */
export default function RunRecord({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const params = record.params as Readonly<Record<string, unknown>>;
  return (
    <div className="w-record-columns">
      <RunStages runId={String(record.id)} remedy={(run) => <RunRemedy run={run} />}>
        {({ run }) => (
          <aside className="w-card w-record-aside" aria-label="Run">
            <RunFacts run={run} customer={textOf(params, 'customerName')} customerId={run.customerId} />
            <Attempts attempts={run.attempts} />
          </aside>
        )}
      </RunStages>
    </div>
  );
}

/** Each attempt with what came of it; nothing before the first. */
function Attempts({ attempts }: { readonly attempts: RunPage['attempts'] }): React.JSX.Element | null {
  if (attempts.length === 0) return null;
  return (
    <section aria-label="Attempts">
      <h2 className="w-card-title">Attempts</h2>
      <ol className="w-run-attempts">
        {attempts.map(({ number, startedAt, endedAt, outcome, failureCode, detail, tokens }) => (
          <li key={number}>
            <p className="w-badges">
              <b>Attempt {number}</b> <Badge state={outcome ?? 'running'} />
            </p>
            <p className="w-muted">
              <When at={startedAt} />
              {endedAt ? `, took ${passed(startedAt, endedAt)}` : ''}
              {tokens > 0 ? `, ${tokens.toLocaleString('en-IN')} tokens` : ''}
            </p>
            {detail ? (
              <p>
                {failureCode ? <b>{stateWords(failureCode)}: </b> : null}
                {detail}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface RunFactsProps {
  readonly run: RunPage;
  readonly customer: string | null;
  readonly customerId: string;
}

function RunFacts({ run, customer, customerId }: RunFactsProps): React.JSX.Element {
  const over = run.endedAt !== null;
  return (
    <Facts
      facts={[
        [
          'Goal',
          <RecordLink key="goal" list="goals" id={run.goalId}>
            {run.goalName}
          </RecordLink>,
        ],
        [
          'Customer',
          <RecordLink key="customer" list="customers" id={customerId}>
            {customer ?? customerId.slice(-8)}
          </RecordLink>,
        ],
        ['Started by', run.trigger === 'manual' ? 'Trigger Now' : 'its schedule'],
        ['Due', <When key="due" at={run.dueAt} />],
        ['Started', run.startedAt ? <When key="started" at={run.startedAt} ago={!over} /> : null],
        ['Stuck', run.stuckAt ? <When key="stuck" at={run.stuckAt} /> : null],
        ['Ended', run.endedAt ? <When key="ended" at={run.endedAt} ago /> : null],
        ['Attempt', run.attempt > 0 ? `${run.attempt} of at most 3` : null],
        ['Engine', run.engine],
        [
          'Tokens',
          over
            ? `${run.tokensUsed.toLocaleString('en-IN')} used`
            : `${run.tokensReserved.toLocaleString('en-IN')} reserved`,
        ],
      ]}
    />
  );
}
