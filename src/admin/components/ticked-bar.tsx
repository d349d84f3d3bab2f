import React, { useState } from 'react';

import { Dialog } from './dialog.js';
import type { PageAction } from './page-commands.js';
import { RowsForm } from './rows-form.js';
import type { Ticks } from './row-ticks.js';

/** Answer of `GET /admin/data/ticked/:list`. */
export interface TickedActions {
  readonly actions: readonly TickedAction[];
}

export interface TickedAction extends PageAction {
  /** Field of the input that names the rows. */
  readonly rows: string;
}

export interface TickedBarProps {
  readonly list: string;
  readonly actions: readonly TickedAction[];
  readonly ticks: Ticks;
  /** Something was done: the rows on screen are old. */
  readonly onDone: () => void;
}

/** How many rows are ticked, and what can be done with them. */
export function TickedBar({ list, actions, ticks, onDone }: TickedBarProps): React.JSX.Element {
  const { chosen, tickAll } = ticks;
  const isNone = chosen.length === 0;
  return (
    <div className={isNone ? '' : 'w-ticked'} role="group" aria-label="Selected rows">
      <p role="status">{isNone ? '' : `${chosen.length} selected`}</p>
      {isNone ? null : (
        <>
          {actions.map((action) => (
            <TickedButton key={action.command} {...{ list, action, chosen, onDone }} />
          ))}
          <button type="button" className="w-button" onClick={() => tickAll(false)}>
            Untick all
          </button>
        </>
      )}
    </div>
  );
}

interface TickedButtonProps extends Pick<TickedBarProps, 'list' | 'onDone'> {
  readonly action: TickedAction;
  readonly chosen: Ticks['chosen'];
}

/** Opens the command's form; what is ticked when it opens is what it is about. */
function TickedButton({ list, action, chosen, onDone }: TickedButtonProps): React.JSX.Element {
  const [rows, setRows] = useState<Ticks['chosen'] | null>(null);
  const { command, label, schema = {}, disabledReason, opens = list } = action;
  return (
    <div className="w-command">
      <button
        type="button"
        className="w-button w-button-primary"
        disabled={disabledReason !== undefined}
        title={disabledReason}
        data-command={command}
        onClick={() => setRows(chosen)}
      >
        {label}
      </button>
      {rows ? (
        <RowsDialog
          {...{ command, label, schema }}
          list={opens}
          defaults={{ ...action.defaults, [action.rows]: rows }}
          intro={`For the ${rows.length === 1 ? 'row' : `${rows.length} rows`} you ticked.`}
          onClose={(isChanged) => {
            setRows(null);
            if (isChanged) onDone();
          }}
        />
      ) : null}
    </div>
  );
}

interface RowsDialogProps {
  readonly list: string;
  readonly command: string;
  readonly label: string;
  readonly schema: NonNullable<TickedAction['schema']>;
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly intro: string;
  readonly onClose: (isChanged: boolean) => void;
}

function RowsDialog({ label, onClose, ...form }: RowsDialogProps): React.JSX.Element {
  const [isChanged, setChanged] = useState(false);
  const close = (): void => onClose(isChanged);
  return (
    <Dialog title={label} onClose={close}>
      <RowsForm
        {...form}
        subjectId={null}
        submitLabel={label}
        onDone={close}
        onKept={() => setChanged(true)}
        onCancel={close}
      />
    </Dialog>
  );
}
