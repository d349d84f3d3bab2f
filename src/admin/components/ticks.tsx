import React from 'react';

import type { StepTick } from '../../onboarding/onboarding-view.js';
import { ProblemNote } from './problem-note.js';
import { useCommand } from './use-command.js';
import { When } from './when.js';

export interface TicksProps {
  readonly ticks: readonly StepTick[];
  readonly action: { readonly command: string; readonly subjectId: string } | undefined;
  readonly onDone: () => void;
}

/** Lines that are spoken, grouped: one press ticks a section, or one line. */
export function Ticks({ ticks, action, onDone }: TicksProps): React.JSX.Element | null {
  const command = useCommand(action?.command ?? '', action?.subjectId ?? null, onDone);
  if (ticks.length === 0) return null;
  const sections = [...new Set(ticks.map(({ section }) => section))];
  const set = (lines: readonly string[], done: boolean): void => void command.run({ lines, done });
  const disabled = command.running || !action;
  return (
    <div className="w-ticks">
      {sections.map((section) => (
        <TickSection
          {...{ section, disabled, set }}
          key={section}
          ticks={ticks.filter((tick) => tick.section === section)}
        />
      ))}
      {command.problem ? <ProblemNote problem={command.problem} onClose={command.clear} /> : null}
    </div>
  );
}

interface TickSectionProps {
  readonly section: string;
  readonly ticks: readonly StepTick[];
  readonly disabled: boolean;
  readonly set: (lines: readonly string[], done: boolean) => void;
}

function TickSection({ section, ticks, disabled, set }: TickSectionProps): React.JSX.Element {
  const open = ticks.filter(({ tickedAt }) => tickedAt === undefined);
  return (
    <fieldset className="w-tick-section">
      <legend>{section}</legend>
      {open.length > 0 ? (
        <button
          type="button"
          className="w-button w-button-small"
          disabled={disabled}
          onClick={() =>
            set(
              open.map(({ id }) => id),
              true,
            )
          }
        >
          {open.length === ticks.length ? 'Tick all' : `Tick the other ${open.length}`}
        </button>
      ) : null}
      {ticks.map((tick) => (
        <TickLine {...{ tick, disabled, set }} key={tick.id} />
      ))}
    </fieldset>
  );
}

interface TickLineProps extends Pick<TickSectionProps, 'disabled' | 'set'> {
  readonly tick: StepTick;
}

function TickLine({ tick, disabled, set }: TickLineProps): React.JSX.Element {
  return (
    <label className="w-check">
      <input
        type="checkbox"
        checked={tick.tickedAt !== undefined}
        disabled={disabled}
        onChange={(event) => set([tick.id], event.target.checked)}
      />
      <span>
        {tick.line}
        {tick.tickedAt ? (
          <span className="w-muted w-tick-by">
            {tick.by ? `${tick.by}, ` : ''}
            <When at={tick.tickedAt} />
          </span>
        ) : null}
      </span>
    </label>
  );
}
