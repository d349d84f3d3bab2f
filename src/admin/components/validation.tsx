import React from 'react';
import type { RecordJSON } from 'adminjs';

import type { StepAction } from '../../onboarding/onboarding-view.js';
import type {
  PlatformValidation,
  ScopeStanding,
  TestLine,
  ValidationView,
} from '../../onboarding/validation-view.js';
import { Badge, stateWords, type Tone } from './badge.js';
import { CommandButton } from './command-button.js';
import { ProblemNote } from './problem-note.js';
import type { Schema } from './schema.js';
import { useData } from './use-data.js';
import { When } from './when.js';

/** PP > Credentials > Customer (runbook Step 8): required against present; live while a test runs. */
export default function Validation({ record }: { readonly record: RecordJSON }): React.JSX.Element {
  const path = `customers/${encodeURIComponent(String(record.id))}/validation`;
  const { data, problem, refresh } = useData<ValidationView>(path, ({ testing }) => testing, 1000);
  if (!data)
    return problem ? <ProblemNote problem={problem} /> : <div className="w-skeleton" role="status" />;
  return (
    <div className="w-troubles" data-testing={data.testing}>
      {problem ? <ProblemNote problem={problem} /> : null}
      <Summary view={data} onDone={refresh} />
      {data.platforms.map((platform) => (
        <Platform key={platform.platform} of={platform} minutes={data.freshMinutes} onDone={refresh} />
      ))}
    </div>
  );
}

function Summary({ view, onDone }: { readonly view: ValidationView; readonly onDone: () => void }) {
  const { ready, platforms, actions } = view;
  const required = platforms.filter((one) => one.required);
  const active = required.filter(({ status }) => status === 'active').length;
  const words = summaryOf(required.length, active, view);
  return (
    <section className="w-card" aria-label="Required against present" data-ready={ready}>
      <h2 className="w-card-title">Required against present</h2>
      <div className={ready ? 'w-answer' : 'w-answer w-answer-found'}>
        <p className="w-answer-cause">{words}</p>
        <Actions actions={actions} loud={!ready} onDone={onDone} />
      </div>
    </section>
  );
}

function summaryOf(required: number, active: number, { ready, freshMinutes }: ValidationView): string {
  const within = `validated within the last ${freshMinutes} minutes`;
  if (required === 0)
    return 'No platform is required yet: draft the agent and choose its platforms (Step 6).';
  if (!ready) return `${active} of ${required} required credentials active. Each has to be, ${within}.`;
  return required === 1
    ? `The required credential is active and was ${within}.`
    : `All ${required} required credentials are active and were ${within}.`;
}

interface PlatformProps {
  readonly of: PlatformValidation;
  readonly minutes: number;
  readonly onDone: () => void;
}

function Platform({ of, minutes, onDone }: PlatformProps): React.JSX.Element {
  return (
    <section className="w-card w-validation" aria-label={of.title} data-status={of.status}>
      <div className="w-validation-head">
        <h2 className="w-card-title">{of.title}</h2>
        {of.status === 'missing' ? <Badge state="missing" tone="bad" /> : <Badge state={of.status} />}
        {of.required ? null : <span className="w-muted">not required by an agent</span>}
        {of.testing ? (
          <span className="w-muted" role="status">
            <span className="w-spinner" aria-hidden="true" /> Testing the connection
          </span>
        ) : null}
      </div>
      {of.cause ? (
        <div className="w-answer w-answer-found">
          <p className="w-answer-cause">{of.cause}</p>
          <ol>
            {of.remedy.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </div>
      ) : null}
      {of.warnings.map((warning) => (
        <p key={warning} className="w-warning">
          {warning}
        </p>
      ))}
      <Facts of={of} minutes={minutes} />
      <Actions actions={of.actions} loud={of.status !== 'active'} onDone={onDone} />
      <Tests tests={of.tests} />
    </section>
  );
}

function Facts({ of, minutes }: Omit<PlatformProps, 'onDone'>): React.JSX.Element {
  const { scopes, account, environment, setAt, rotateBy, expiresAt, lastValidatedAt } = of;
  return (
    <dl className="w-facts">
      <dt>Last validated</dt>
      <dd>
        {lastValidatedAt ? (
          <>
            <When at={lastValidatedAt} ago />{' '}
            <Badge state={of.fresh ? `within ${minutes} min` : 'older'} tone={of.fresh ? 'good' : 'warn'}>
              {of.fresh ? `within ${minutes} minutes` : `older than ${minutes} minutes`}
            </Badge>
          </>
        ) : (
          'never'
        )}
      </dd>
      <dt>Permissions</dt>
      <dd>{scopes.length === 0 ? 'none asked' : <Scopes scopes={scopes} />}</dd>
      <dt>Account</dt>
      <dd>
        {account ?? 'not known yet'}
        {environment && environment !== 'production' ? (
          <span className="w-muted"> ({environment})</span>
        ) : null}
      </dd>
      <Instant title="Given" at={setAt} />
      <Instant title="Rotate by" at={rotateBy} />
      <Instant title="Ends" at={expiresAt} />
    </dl>
  );
}

function Instant({ title, at }: { readonly title: string; readonly at: string | null }) {
  if (!at) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        <When at={at} ago />
      </dd>
    </>
  );
}

const SCOPES: Readonly<Record<ScopeStanding['standing'], readonly [string, Tone]>> = {
  granted: ['granted', 'good'],
  missing: ['missing', 'bad'],
  unknown: ['not tested', 'quiet'],
  forbidden: ['must not be given', 'bad'],
};

function Scopes({ scopes }: { readonly scopes: readonly ScopeStanding[] }): React.JSX.Element {
  return (
    <ul className="w-scopes">
      {scopes.map(({ name, standing }) => {
        const [words, tone] = SCOPES[standing];
        return (
          <li key={`${name} ${standing}`}>
            <code>{name}</code>{' '}
            <Badge state={standing} tone={tone}>
              {words}
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}

interface ActionsProps {
  readonly actions: readonly StepAction[];
  /** The first one is what helps now. */
  readonly loud: boolean;
  readonly onDone: () => void;
}

function Actions({ actions, loud, onDone }: ActionsProps): React.JSX.Element | null {
  if (actions.length === 0) return null;
  return (
    <div className="w-actions">
      {actions.map(({ tone, schema, ...action }, index) => (
        <CommandButton
          {...action}
          key={action.command}
          schema={schema as Schema | undefined}
          tone={loud && index === 0 ? 'primary' : tone}
          onDone={onDone}
        />
      ))}
    </div>
  );
}

function Tests({ tests }: { readonly tests: readonly TestLine[] }): React.JSX.Element | null {
  if (tests.length === 0) return null;
  return (
    <details className="w-validation-tests">
      <summary>Last tests ({tests.length})</summary>
      <table className="w-attempts">
        <thead>
          <tr>
            <th>When</th>
            <th>Asked by</th>
            <th>Outcome</th>
            <th>Took</th>
            <th>Address seen</th>
          </tr>
        </thead>
        <tbody>
          {tests.map(({ id, at, trigger, outcome, code, tookMs, seenAddress }) => (
            <tr key={id}>
              <td>
                <When at={at} />
              </td>
              <td>{stateWords(trigger)}</td>
              <td>
                <Badge state={outcome} /> {code ? <span className="w-muted">{stateWords(code)}</span> : null}
              </td>
              <td>{tookMs === null ? '–' : `${(tookMs / 1000).toFixed(1)} s`}</td>
              <td>{seenAddress ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
