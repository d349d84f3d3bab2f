import React from 'react';
import type { RecordJSON } from 'adminjs';

import type { RunPage } from '../../goals/runs/run-page.js';
import { Facts, RecordLink, textOf } from './record-data.js';
import { RunStages } from './run-stages.js';
import { When } from './when.js';

/** A goal run's page: the list of its stages, live. */
export default function RunRecord({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const params = record.params as Readonly<Record<string, unknown>>;
  return (
    <div className="w-record-columns">
      <RunStages runId={String(record.id)}>
        {({ run }) => (
          <aside className="w-card w-record-aside" aria-label="Run">
            <RunFacts run={run} customer={textOf(params, 'customerName')} customerId={run.customerId} />
          </aside>
        )}
      </RunStages>
    </div>
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
        ['Ended', run.endedAt ? <When key="ended" at={run.endedAt} ago /> : null],
        ['Attempt', run.attempt > 0 ? `${run.attempt} of at most 3` : null],
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
