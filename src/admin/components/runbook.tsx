import React, { useEffect, useRef } from 'react';
import type { RecordJSON } from 'adminjs';

import type { OnboardingCustomer, OnboardingView } from '../../onboarding/onboarding-view.js';
import { Badge } from './badge.js';
import { announceChange } from './changes.js';
import { Progress } from './checklist.js';
import { businessNow } from './panel-global.js';
import { ProblemNote } from './problem-note.js';
import { RunbookSteps } from './runbook-steps.js';
import { useData } from './use-data.js';
import { usePulse } from './use-pulse.js';
import { CustomerZone } from './zones.js';
import { WaitBanner } from './wait-banner.js';

/** The customer's page: the runbook's steps, each proven from facts, and the next button. */
export default function Runbook({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const path = `customers/${encodeURIComponent(String(record.id))}/onboarding`;
  const { data, problem, refresh } = useData<OnboardingView>(path, ({ working }) => working);
  usePulse(String(record.id));
  useStatusChange(String((record.params as Record<string, unknown>)['status']), data?.customer.status);
  if (!data) return problem ? <ProblemNote problem={problem} /> : <RunbookSkeleton />;
  const changed = (): void => {
    refresh();
    announceChange();
  };
  const done = data.steps.filter(({ state }) => state === 'done').length;
  return (
    <div className="w-runbook" data-working={data.working}>
      {problem ? <ProblemNote problem={problem} /> : null}
      {data.customer.waiting ? (
        <CustomerZone.Provider value={data.customer.timezone}>
          <WaitBanner wait={data.customer.waiting} onDone={changed} />
        </CustomerZone.Provider>
      ) : null}
      <div className="w-runbook-main">
        <Progress done={done} total={data.steps.length} />
        <CustomerZone.Provider value={data.customer.timezone}>
          <RunbookSteps steps={data.steps} refresh={refresh} />
        </CustomerZone.Provider>
      </div>
      <RunbookAside customer={data.customer} version={data.runbookVersion} />
    </div>
  );
}

/** The page's head shows the status too: it learns of one that changed without a press here. */
function useStatusChange(shown: string, now: string | undefined): void {
  const known = useRef(shown);
  useEffect(() => {
    if (now === undefined || now === known.current) return;
    known.current = now;
    announceChange();
  }, [now]);
}

interface AsideProps {
  readonly customer: OnboardingCustomer;
  readonly version: string;
}

function RunbookAside({ customer, version }: AsideProps): React.JSX.Element {
  const { csm, timezone } = customer;
  return (
    <aside className="w-card w-runbook-aside" aria-label="Customer">
      <p className="w-muted">{customer.number}</p>
      <h2>{customer.companyName}</h2>
      <p className="w-badges">
        <Badge state={customer.status} />
        {customer.stuck ? <Badge state="stuck" /> : null}
      </p>
      <dl className="w-facts">
        <dt>Customer success manager</dt>
        <dd>
          {csm ? (
            <a href={`mailto:${csm.email}`}>{csm.name}</a>
          ) : (
            <span className="w-muted">not assigned yet</span>
          )}
        </dd>
        <dt>Their time now</dt>
        <dd>{timezone ? <TheirTime zone={timezone} /> : <span className="w-muted">zone not known</span>}</dd>
        <dt>Runbook</dt>
        <dd>version {version}</dd>
      </dl>
    </aside>
  );
}

function TheirTime({ zone }: { readonly zone: string }): React.JSX.Element {
  const now = new Date(businessNow()).toLocaleString('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (
    <>
      {now} <span className="w-muted">{zone}</span>
    </>
  );
}

function RunbookSkeleton(): React.JSX.Element {
  return (
    <div className="w-skeleton" role="status" aria-label="Loading">
      {[1, 2, 3, 4].map((row) => (
        <div key={row} />
      ))}
    </div>
  );
}
