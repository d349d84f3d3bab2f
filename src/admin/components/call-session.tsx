import React from 'react';
import { Link } from 'react-router-dom';
import type { RecordJSON } from 'adminjs';

import type { CallSessionView } from '../../onboarding/call-view.js';
import type { OnboardingStep } from '../../onboarding/onboarding-view.js';
import { Badge } from './badge.js';
import { CallFacts } from './call-facts.js';
import { CallRecording } from './call-recording.js';
import { Progress } from './checklist.js';
import { isOpen, panel } from './panel-global.js';
import { ProblemNote } from './problem-note.js';
import { RunbookSteps } from './runbook-steps.js';
import { Stopwatch } from './stopwatch.js';
import { Ticks } from './ticks.js';
import { useData } from './use-data.js';
import { CustomerZone } from './zones.js';

/** Steps whose lines are spoken on the call: what a trial is, security, the approval workflow. */
const SPOKEN: Readonly<Record<string, string>> = {
  '5': 'Try before hire, keep results, no risk',
  '7': 'Guide the credential setup, screen shared',
  '12': 'Before ending the call',
};
const POLL_MS = 5000;

/** A call as its host sees it: the clock, the lines to say, the people, and the runbook beside it. */
export default function CallSession({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const { data, problem, refresh } = useData<CallSessionView>(
    `calls/${encodeURIComponent(String(record.id))}`,
    ({ startedAt, endedAt, onboarding }) => onboarding.working || (startedAt !== null && endedAt === null),
    POLL_MS,
  );
  if (!data)
    return problem ? <ProblemNote problem={problem} /> : <div className="w-skeleton" role="status" />;
  const { steps, customer } = data.onboarding;
  const isCheckIn = data.kind === 'check_in';
  const spoken = isCheckIn ? [] : steps.filter(({ id, ticks }) => id in SPOKEN && ticks);
  const done = steps.filter(({ state }) => state === 'done').length;
  return (
    <CustomerZone.Provider value={customer.timezone}>
      <div className="w-call">
        <div className="w-call-main">
          <Stopwatch call={data} />
          {spoken.map((step) => (
            <Spoken {...{ step, refresh }} key={step.id} />
          ))}
          {isCheckIn ? <CheckIn outlook={data.outlook} /> : null}
          <CallFacts call={data} />
          <CallRecording call={data} refresh={refresh} />
        </div>
        <aside className="w-call-runbook" aria-label="Runbook">
          <p className="w-call-customer">
            <CustomerLink {...customer} /> <Badge state={customer.status} />
          </p>
          <Progress done={done} total={steps.length} />
          <RunbookSteps steps={steps.map((step) => silent(step, spoken))} refresh={refresh} />
        </aside>
      </div>
    </CustomerZone.Provider>
  );
}

/** Its lines stand on the left already. */
const silent = (step: OnboardingStep, spoken: readonly OnboardingStep[]): OnboardingStep =>
  spoken.includes(step) ? { ...step, ticks: [] } : step;

interface SpokenProps {
  readonly step: OnboardingStep;
  readonly refresh: () => void;
}

function Spoken({ step, refresh }: SpokenProps): React.JSX.Element {
  return (
    <section className="w-card w-spoken" aria-label={step.title}>
      <h2>{SPOKEN[step.id]}</h2>
      <p className="w-muted">
        Step {step.id}: {step.title}
      </p>
      <Ticks ticks={step.ticks ?? []} action={step.tickAction} onDone={refresh} />
    </section>
  );
}

/** Step 12: the "trial conversion discussion" of day 5. */
function CheckIn({ outlook }: Pick<CallSessionView, 'outlook'>): React.JSX.Element {
  return (
    <section className="w-card w-spoken" aria-label="Trial conversion discussion">
      <h2>Trial conversion discussion</h2>
      {outlook ? (
        <p>
          <Badge state={outlook.state} /> {outlook.why}
        </p>
      ) : (
        <p className="w-muted">
          What the agent has done so far, what to adjust, whether they go on. Record Outcome keeps the answer:
          likely, at risk or lost, and why.
        </p>
      )}
    </section>
  );
}

function CustomerLink({ id, companyName, number }: CallSessionView['onboarding']['customer']) {
  const words = `${companyName} (${number})`;
  if (!isOpen('customers')) return <b>{words}</b>;
  return <Link to={`${panel().paths.root}/resources/customers/records/${id}/show`}>{words}</Link>;
}
