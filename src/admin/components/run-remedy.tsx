import React from 'react';
import { useNavigate } from 'react-router-dom';

import type { RunPage } from '../../goals/runs/run-page.js';
import type { IssueView } from '../../onboarding/diagnosis-view.js';
import { CommandButton } from './command-button.js';
import { panel } from './panel-global.js';
import type { Schema } from './schema.js';
import { useData } from './use-data.js';

/** What helps a run that did not come to its end: the buttons of what stands against its goal now. */
export function RunRemedy({ run }: { readonly run: RunPage }): React.JSX.Element | null {
  const { data, refresh } = useData<IssueView>(`goals/${encodeURIComponent(run.goalId)}/trouble`);
  const navigate = useNavigate();
  if (!data) return null;
  const done = (command: string, result: unknown): void => {
    const made = (result as { id?: unknown } | null)?.id;
    if (command === 'goal.trigger' && typeof made === 'string')
      navigate(`${panel().paths.root}/resources/goal-runs/records/${made}/show`);
    else refresh();
  };
  // To escalate the run is a button of the page's head.
  const actions = data.actions.filter(({ command }) => command !== 'run.escalate');
  const cause = data.checks.find(({ id }) => id === data.cause && id !== 'last_run');
  return (
    <>
      {cause ? <p>Now: {cause.says}</p> : null}
      <div className="w-actions">
        {actions.map(({ schema, tone, ...action }, index) => (
          <CommandButton
            {...action}
            key={`${action.command} ${action.label}`}
            schema={schema as Schema | undefined}
            tone={tone ?? (index === 0 ? 'primary' : 'quiet')}
            onDone={(result) => done(action.command, result)}
          />
        ))}
      </div>
    </>
  );
}
