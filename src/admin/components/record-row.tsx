import React from 'react';
import { useNavigate } from 'react-router-dom';
import { BasePropertyComponent, type RecordInListProps } from 'adminjs';

import { panel } from './panel-global.js';

/** A row of a list. The whole row opens the record; there is no menu, because records change by commands. */
export default function RecordRow({ resource, record, isLoading }: RecordInListProps): React.JSX.Element {
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
      {resource.listProperties.map((property) => {
        const cell = (
          <BasePropertyComponent where="list" property={property} resource={resource} record={record} />
        );
        return (
          <td key={property.propertyPath} data-column={property.propertyPath}>
            {isLoading ? (
              <span className="w-placeholder" />
            ) : property.isTitle ? (
              <a
                className="w-row-title"
                href={href}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  navigate(href);
                }}
              >
                {cell}
              </a>
            ) : (
              cell
            )}
          </td>
        );
      })}
    </tr>
  );
}
