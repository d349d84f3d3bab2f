import React from 'react';
import { Link } from 'react-router-dom';

import type { IssueView, LookView } from '../../onboarding/diagnosis-view.js';
import { CommandButton } from './command-button.js';
import { panel } from './panel-global.js';
import { RecordLink } from './record-data.js';
import type { Schema } from './schema.js';

interface IssueProps {
  readonly issue: IssueView;
  readonly onDone: () => void;
  /** In place of the runbook's heading. */
  readonly title?: string;
}

/** One of the runbook's Common Issues, diagnosed: the first failing check, what helps, and where to look. */
export function Issue({ issue, onDone, title }: IssueProps): React.JSX.Element {
  const { cause, checks, remedy, actions, looks } = issue;
  const failed = checks.find(({ id }) => id === cause);
  return (
    <section className="w-card w-trouble" aria-label={title ?? issue.title} data-cause={cause ?? 'none'}>
      <h2 className="w-card-title">{title ?? issue.title}</h2>
      {title === undefined ? <p className="w-muted">Symptoms: {issue.symptoms}</p> : null}
      <div className={failed ? 'w-answer w-answer-found' : 'w-answer'}>
        <p className="w-answer-cause">{failed ? failed.says : 'No known cause holds now.'}</p>
        <p>{remedy}</p>
        <div className="w-actions">
          {actions.map(({ tone, schema, ...action }, index) => (
            <CommandButton
              {...action}
              key={`${action.command} ${action.label}`}
              schema={schema as Schema | undefined}
              tone={tone ?? (failed && index === 0 ? 'primary' : 'quiet')}
              onDone={onDone}
            />
          ))}
        </div>
        {looks.length > 0 ? <Looks looks={looks} /> : null}
      </div>
      {title !== undefined && !failed ? (
        <details>
          <summary>What was looked at</summary>
          <Checks checks={checks} />
        </details>
      ) : (
        <Checks checks={checks} />
      )}
    </section>
  );
}

function Checks({ checks }: Pick<IssueView, 'checks'>): React.JSX.Element {
  return (
    <ol className="w-checks">
      {checks.map(({ id, question, ok, says }) => (
        <li key={id} data-ok={ok}>
          <span className="w-check-mark" aria-hidden="true">
            {ok ? '✓' : '✗'}
          </span>
          <span className="w-sr">{ok ? 'Yes:' : 'No:'}</span>
          <span>{question}</span>
          <span className="w-muted">{says}</span>
        </li>
      ))}
    </ol>
  );
}

/** Pages that show more: the last run with its attempts, the scheduler. */
function Looks({ looks }: { readonly looks: readonly LookView[] }): React.JSX.Element {
  return (
    <ul className="w-looks">
      {looks.map(({ text, list, id, page }) => (
        <li key={text}>
          {page === undefined ? (
            <RecordLink list={list} id={id ?? ''}>
              {text}
            </RecordLink>
          ) : (
            <Link to={`${panel().paths.root}/pages/${page}`}>{text}</Link>
          )}
        </li>
      ))}
    </ul>
  );
}
