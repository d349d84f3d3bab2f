import React from 'react';

import type { StepProof, StepState } from '../../onboarding/onboarding-view.js';
import { Told } from './told.js';
import { When } from './when.js';

export interface ChecklistStepProps {
  readonly anchor: string;
  /** What stands in the circle while the step is open: the runbook's number. */
  readonly mark: string;
  readonly title: string;
  readonly state: StepState;
  readonly running: boolean;
  readonly runningText?: string | undefined;
  /** In place of the running text: the work itself, live. */
  readonly live?: React.ReactNode;
  /** The step to work on next: stands out, and is open. */
  readonly current: boolean;
  readonly proof: readonly StepProof[];
  readonly missing: readonly string[];
  /** Ticks, buttons. */
  readonly children?: React.ReactNode;
}

const stateText: Readonly<Record<StepState, string>> = {
  open: 'Open',
  done: 'Done',
  warning: 'Needs a look',
};

/** One step of a checklist: state, title, proof, what is missing, what can be done. */
export function ChecklistStep(props: ChecklistStepProps): React.JSX.Element {
  const { anchor, title, state, running, current, proof, missing } = props;
  const kind = running ? 'running' : state;
  return (
    <li className={`w-step w-step-${kind}${current ? ' w-step-current' : ''}`} id={anchor} data-state={state}>
      <StepMark kind={kind} mark={props.mark} />
      <div className="w-step-body">
        <h3 className="w-step-title">
          {title}
          <span className="w-sr"> — {running ? 'running' : stateText[state]}</span>
          {current ? <span className="w-next">Next</span> : null}
          {state === 'warning' ? <span className="w-next w-next-warning">{stateText.warning}</span> : null}
        </h3>
        {running && !props.live ? (
          <p className="w-step-running" role="status">
            {props.runningText ?? 'Working'}…
          </p>
        ) : null}
        {props.live}
        <ProofList proof={proof} />
        {missing.length > 0 ? (
          <ul className="w-missing">
            {missing.map((line) => (
              <li key={line}>
                <Told text={line} />
              </li>
            ))}
          </ul>
        ) : null}
        {props.children}
      </div>
    </li>
  );
}

function StepMark({
  kind,
  mark,
}: {
  readonly kind: StepState | 'running';
  readonly mark: string;
}): React.JSX.Element {
  return (
    <span className="w-step-mark" aria-hidden="true">
      {kind === 'done' ? (
        <svg viewBox="0 0 16 16">
          <path d="M3.5 8.5l3 3 6-7" />
        </svg>
      ) : kind === 'warning' ? (
        '!'
      ) : kind === 'running' ? (
        <span className="w-spinner" />
      ) : (
        mark
      )}
    </span>
  );
}

export function ProofList({ proof }: { readonly proof: readonly StepProof[] }): React.JSX.Element | null {
  if (proof.length === 0) return null;
  return (
    <ul className="w-proof">
      {proof.map(({ text, at, by }) => (
        <li key={text + at}>
          <Told text={text} /> <span className="w-muted">— {by}, </span>
          <span className="w-muted">
            <When at={at} />
          </span>
        </li>
      ))}
    </ul>
  );
}

export interface ProgressProps {
  readonly done: number;
  readonly total: number;
}

export function Progress({ done, total }: ProgressProps): React.JSX.Element {
  return (
    <div className="w-progress">
      <progress value={done} max={total} aria-label="Steps done" />
      <span>
        <b>{done}</b> of {total} steps done
      </span>
    </div>
  );
}
