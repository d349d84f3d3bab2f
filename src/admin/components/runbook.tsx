import React, { useEffect, useRef } from 'react';
import type { RecordJSON } from 'adminjs';

import type { OnboardingCustomer, OnboardingStep, OnboardingView } from '../../onboarding/onboarding-view.js';
import { Badge } from './badge.js';
import { announceChange } from './changes.js';
import { ChecklistStep, Progress } from './checklist.js';
import { CommandButton } from './command-button.js';
import { businessNow } from './panel-global.js';
import { ProblemNote } from './problem-note.js';
import type { Schema } from './schema.js';
import { Ticks } from './ticks.js';
import { useData } from './use-data.js';
import { CustomerZone } from './zones.js';
import { When } from './when.js';

/** The customer's page: the runbook's steps, each proven from facts, and the next button. */
export default function Runbook({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const path = `customers/${encodeURIComponent(String(record.id))}/onboarding`;
  const { data, problem, refresh } = useData<OnboardingView>(path, ({ working }) => working);
  useStatusChange(String((record.params as Record<string, unknown>)['status']), data?.customer.status);
  if (!data) return problem ? <ProblemNote problem={problem} /> : <RunbookSkeleton />;
  const done = data.steps.filter(({ state }) => state === 'done').length;
  return (
    <div className="w-runbook" data-working={data.working}>
      {problem ? <ProblemNote problem={problem} /> : null}
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

interface StepsProps {
  readonly steps: readonly OnboardingStep[];
  readonly refresh: () => void;
}

function RunbookSteps({ steps, refresh }: StepsProps): React.JSX.Element {
  const sections = [...new Set(steps.map(({ section }) => section))];
  const current = steps.find(({ state }) => state !== 'done')?.id;
  return (
    <>
      {sections.map((section) => (
        <section key={section} aria-label={section}>
          <h2 className="w-runbook-section">{section}</h2>
          <ol className="w-steps">
            {steps
              .filter((step) => step.section === section)
              .map((step) => (
                <RunbookStep {...{ step, refresh }} key={step.id} current={step.id === current} />
              ))}
          </ol>
        </section>
      ))}
    </>
  );
}

interface StepProps {
  readonly step: OnboardingStep;
  readonly current: boolean;
  readonly refresh: () => void;
}

function RunbookStep({ step, current, refresh }: StepProps): React.JSX.Element {
  const firstEnabled = step.actions.find(({ disabledReason }) => disabledReason === undefined);
  return (
    <ChecklistStep
      anchor={`step-${step.id}`}
      mark={step.number === null ? '•' : String(step.number)}
      title={step.title}
      state={step.state}
      running={step.running === true}
      runningText={step.runningText}
      current={current}
      proof={step.proof ?? []}
      missing={step.missing ?? []}
    >
      <Ticks ticks={step.ticks ?? []} action={step.tickAction} onDone={refresh} />
      {step.actions.length > 0 ? (
        <div className="w-actions">
          {step.actions.map(({ tone, schema, ...action }) => (
            <CommandButton
              {...action}
              key={`${action.command} ${action.subjectId ?? ''} ${action.label}`}
              schema={schema as Schema | undefined}
              tone={tone ?? (current && action.command === firstEnabled?.command ? 'primary' : 'quiet')}
              onDone={refresh}
            />
          ))}
        </div>
      ) : null}
    </ChecklistStep>
  );
}

interface AsideProps {
  readonly customer: OnboardingCustomer;
  readonly version: string;
}

function RunbookAside({ customer, version }: AsideProps): React.JSX.Element {
  const { csm, timezone, waitingOn } = customer;
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
        {waitingOn ? (
          <>
            <dt>Waiting on {waitingOn.who === 'customer' ? 'the customer' : 'us'}</dt>
            <dd>
              follow up <When at={waitingOn.followUpAt} ago />
            </dd>
          </>
        ) : null}
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
