import React from 'react';

import { CommandButton, type CommandButtonProps } from './command-button.js';
import { useData } from './use-data.js';

/** Answer of `GET /admin/data/actions?…`: the buttons of a list or record, with reasons for disabled ones. */
export interface PageActions {
  readonly actions: readonly Omit<CommandButtonProps, 'onDone'>[];
}

export interface PageCommandsProps {
  readonly list: string;
  readonly recordId: string | null;
  readonly onDone: (result: unknown) => void;
}

/** Create New on a list, the edits of a record: buttons drawn from the commands' own schemas. */
export function PageCommands({ list, recordId, onDone }: PageCommandsProps): React.JSX.Element | null {
  const record = recordId === null ? '' : `/${encodeURIComponent(recordId)}`;
  const { data, refresh } = useData<PageActions>(`actions/${list}${record}`);
  if (!data) return null;
  return (
    <>
      {data.actions.map((action) => (
        <CommandButton
          {...action}
          key={action.command + action.label}
          onDone={(result) => {
            refresh();
            onDone(result);
          }}
        />
      ))}
    </>
  );
}
