import React from 'react';

import type { OnboardingStep } from '../../onboarding/onboarding-view.js';
import { ChecklistStep } from './checklist.js';
import { CommandButton } from './command-button.js';
import { isOpen } from './panel-global.js';
import { RunStages } from './run-stages.js';
import type { Schema } from './schema.js';
import { Ticks } from './ticks.js';

interface StepsProps {
  readonly steps: readonly OnboardingStep[];
  readonly refresh: () => void;
}

/** The runbook's sections and steps, each with what proves it, what is missing, and its buttons. */
export function RunbookSteps({ steps, refresh }: StepsProps): React.JSX.Element {
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

/** Pages of ours that help with the step; the customer reads them, too. */
function StepLinks({ links }: { readonly links: NonNullable<OnboardingStep['links']> }) {
  if (links.length === 0) return null;
  return (
    <p className="w-step-links">
      {links.map(({ text, href }) => (
        <a key={href} href={href} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      ))}
    </p>
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
      live={step.run && isOpen('goal-runs') ? <RunStages runId={step.run} onEnd={refresh} /> : null}
      current={current}
      proof={step.proof ?? []}
      missing={step.missing ?? []}
    >
      <Ticks ticks={step.ticks ?? []} action={step.tickAction} onDone={refresh} />
      <StepLinks links={step.links ?? []} />
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
