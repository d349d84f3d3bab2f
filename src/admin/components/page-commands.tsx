import React from 'react';

import { CommandButton, type CommandButtonProps } from './command-button.js';
import { Menu } from './menu.js';
import { CustomerZone } from './zones.js';
import { useData } from './use-data.js';

/** Answer of `GET /admin/data/actions/…`: the buttons of a list or record, with reasons for disabled ones. */
export interface PageActions {
  readonly actions: readonly Omit<CommandButtonProps, 'onDone'>[];
  /** IANA zone of the customer whom the record belongs to. */
  readonly zone?: string;
}

export interface PageCommandsProps {
  readonly list: string;
  readonly recordId: string | null;
  /** Only what makes rows of this list for the record. */
  readonly related?: string;
  readonly onDone?: (result: unknown) => void;
}

const nothing = (): void => undefined;

/** So many stand in the page's head; the others, and what cannot be done now, are one press further. */
const IN_HEAD = 3;

/** Create New on a list, the edits of a record: buttons drawn from the commands' own schemas. */
export function PageCommands(props: PageCommandsProps): React.JSX.Element | null {
  const parts = [props.list, props.recordId, props.related].filter((part) => typeof part === 'string');
  const { data } = useData<PageActions>(`actions/${parts.map(encodeURIComponent).join('/')}`);
  if (!data) return null;
  const enabled = data.actions.filter(({ disabledReason }) => disabledReason === undefined);
  const first = data.actions.length <= IN_HEAD ? data.actions : enabled.slice(0, IN_HEAD);
  const more = data.actions.filter((action) => !first.includes(action));
  const button = (action: PageActions['actions'][number], after: () => void): React.JSX.Element => (
    <CommandButton
      {...action}
      key={action.command + action.label}
      onDone={(result) => {
        after();
        props.onDone?.(result);
      }}
    />
  );
  return (
    <CustomerZone.Provider value={data.zone ?? null}>
      {first.map((action) => button(action, nothing))}
      {more.length > 0 ? (
        <Menu label="More" className="w-button">
          {(close) => more.map((action) => button(action, close))}
        </Menu>
      ) : null}
    </CustomerZone.Provider>
  );
}
