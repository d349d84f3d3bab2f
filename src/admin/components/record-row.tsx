import React from 'react';
import { useNavigate } from 'react-router-dom';
import { BasePropertyComponent, type RecordJSON, type ResourceJSON } from 'adminjs';

import { panel } from './panel-global.js';
import { Tick, type Ticks } from './row-ticks.js';

export interface RecordRowProps {
  readonly resource: ResourceJSON;
  readonly record: RecordJSON;
  readonly isLoading: boolean;
  /** Null where no row can be ticked. */
  readonly ticks: Ticks | null;
}

/** A row of a list. The whole row opens the record; there is no menu, because records change by commands. */
export function RecordRow({ resource, record, isLoading, ticks }: RecordRowProps): React.JSX.Element {
  const navigate = useNavigate();
  const href = `${panel().paths.root}/resources/${resource.id}/records/${encodeURIComponent(String(record.id))}/show`;
  const open = (event: React.MouseEvent): void => {
    if ((event.target as HTMLElement).closest('a, button, input, label')) return;
    if (window.getSelection()?.toString()) return;
    if (event.metaKey || event.ctrlKey) window.open(href, '_blank', 'noopener');
    else navigate(href);
  };
  return (
    <tr className="w-row" onClick={open} data-id={record.id}>
      {ticks ? (
        <td className="w-tick">
          <Tick {...{ ticks, record }} />
        </td>
      ) : null}
      {resource.listProperties.map((property) => (
        <td key={property.propertyPath} data-column={property.propertyPath}>
          {isLoading ? (
            <span className="w-placeholder" />
          ) : property.isTitle ? (
            <TitleLink href={href}>
              <BasePropertyComponent where="list" {...{ property, resource, record }} />
            </TitleLink>
          ) : (
            <BasePropertyComponent where="list" {...{ property, resource, record }} />
          )}
        </td>
      ))}
    </tr>
  );
}

interface TitleLinkProps {
  readonly href: string;
  readonly children: React.ReactNode;
}

/** Opens the record within the page, or as the browser does when a key is held. */
function TitleLink({ href, children }: TitleLinkProps): React.JSX.Element {
  const navigate = useNavigate();
  return (
    <a
      className="w-row-title"
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        navigate(href);
      }}
    >
      {children}
    </a>
  );
}
