import React from 'react';
import { Loader, Table } from '@adminjs/design-system';
import { useNavigate, useSearchParams } from 'react-router-dom';
import type { ActionJSON, RecordsTableProps } from 'adminjs';

import type { PageMeta } from './column-meta.js';
import { EmptyList } from './empty-list.js';
import { RecordRow } from './record-row.js';
import { RecordsHead } from './records-head.js';
import { useTicks, type Ticks } from './row-ticks.js';
import { TickedBar, type TickedActions } from './ticked-bar.js';
import { useData } from './use-data.js';

/** The rows of a list. Where its commands take several, and the reader may press one, rows can be ticked. */
export default function RecordsTable(props: RecordsTableProps): React.JSX.Element {
  // A list within a record's page has no boxes: it passes no `onSelect`.
  return props.onSelect && metaOfList(props)?.hasTicks ? (
    <TickedTable {...props} />
  ) : (
    <Rows {...props} ticks={null} />
  );
}

const metaOfList = ({ resource }: RecordsTableProps): PageMeta | undefined =>
  resource.resourceActions.find(({ name }: ActionJSON) => name === 'list')?.custom as PageMeta | undefined;

function TickedTable(props: RecordsTableProps): React.JSX.Element {
  const { resource, records } = props;
  const { data } = useData<TickedActions>(`ticked/${resource.id}`);
  const ticks = useTicks(records);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const again = (): void => {
    const next = new URLSearchParams(search);
    next.set('refresh', 'true');
    navigate({ search: next.toString() });
  };
  const actions = data?.actions ?? [];
  if (actions.length === 0 || records.length === 0) return <Rows {...props} ticks={null} />;
  return (
    <>
      <TickedBar {...{ actions, ticks }} list={resource.id} onDone={again} />
      <Rows {...props} ticks={ticks} />
    </>
  );
}

function Rows(props: RecordsTableProps & { readonly ticks: Ticks | null }): React.JSX.Element {
  const { resource, records, isLoading = false, sortBy, direction, ticks } = props;
  if (records.length === 0) return isLoading ? <Loader /> : <EmptyList resource={resource} />;
  return (
    <Table>
      <RecordsHead {...{ resource, sortBy, direction, ticks }} />
      <tbody>
        {records.map((record) => (
          <RecordRow key={record.id} {...{ resource, record, isLoading, ticks }} />
        ))}
      </tbody>
    </Table>
  );
}
