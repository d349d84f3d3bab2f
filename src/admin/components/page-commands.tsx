import React, { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';

import { CommandButton, type CommandButtonProps } from './command-button.js';
import { Menu, MenuGroup } from './menu.js';
import { panel } from './panel-global.js';
import { useNewState } from './record-news.js';
import { CustomerZone } from './zones.js';
import { useData } from './use-data.js';

export interface PageAction extends Omit<CommandButtonProps, 'onDone'> {
  /** List of the record that the result names: the press leads there. */
  readonly opens?: string;
  /** Heading below which it stands under More. */
  readonly group?: string;
}

/** Answer of `GET /admin/data/actions/…`: the buttons of a list or record, with reasons for disabled ones. */
export interface PageActions {
  readonly actions: readonly PageAction[];
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

/** Which buttons stand in the head, and which under More. */
function inHead(actions: readonly PageAction[]): Record<'first' | 'more', readonly PageAction[]> {
  const enabled = actions.filter(({ disabledReason }) => disabledReason === undefined);
  const few = actions.length <= IN_HEAD && actions.length - enabled.length <= 1;
  const first = few ? actions : enabled.slice(0, IN_HEAD);
  return { first, more: actions.filter((action) => !first.includes(action)) };
}

/** Actions by their headings, those of none first. */
function grouped(actions: readonly PageAction[]): (readonly [string, readonly PageAction[]])[] {
  const titles = [...new Set(actions.map(({ group }) => group ?? ''))].sort((one, other) =>
    one === '' ? -1 : other === '' ? 1 : 0,
  );
  return titles.map((title) => [title, actions.filter(({ group = '' }) => group === title)]);
}

/** Create New on a list, the edits of a record: buttons drawn from the commands' own schemas. */
export function PageCommands(props: PageCommandsProps): React.JSX.Element | null {
  const parts = [props.list, props.recordId, props.related].filter((part) => typeof part === 'string');
  const { data, refresh } = useData<PageActions>(`actions/${parts.map(encodeURIComponent).join('/')}`);
  const navigate = useNavigate();
  const news = useNewState(props.recordId);
  useEffect(() => {
    if (news !== undefined) refresh();
  }, [news, refresh]);
  if (!data) return null;
  const done = (opens: string | undefined, result: unknown): void => {
    const made = (result as { id?: unknown } | null)?.id;
    if (opens !== undefined && typeof made === 'string') {
      navigate(`${panel().paths.root}/resources/${opens}/records/${made}/show`);
      return;
    }
    refresh();
    props.onDone?.(result);
  };
  return (
    <CustomerZone.Provider value={data.zone ?? null}>
      <Buttons actions={data.actions} done={done} />
    </CustomerZone.Provider>
  );
}

interface ButtonsProps {
  readonly actions: readonly PageAction[];
  readonly done: (opens: string | undefined, result: unknown) => void;
}

function Buttons({ actions, done }: ButtonsProps): React.JSX.Element {
  const { first, more } = inHead(actions);
  const button = ({ opens, group: _group, ...action }: PageAction, after: () => void): React.JSX.Element => (
    <CommandButton
      {...action}
      key={action.command + action.label}
      onDone={(result) => {
        after();
        done(opens, result);
      }}
    />
  );
  return (
    <>
      {first.map((action) => button(action, nothing))}
      {more.length > 0 ? (
        <Menu label="More" className="w-button">
          {(close) =>
            grouped(more).map(([title, inGroup]) => (
              <MenuGroup key={title} title={title}>
                {inGroup.map((action) => button(action, close))}
              </MenuGroup>
            ))
          }
        </Menu>
      ) : null}
    </>
  );
}
