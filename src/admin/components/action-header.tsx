import React from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { useFilterDrawer, type ActionHeaderProps, type RecordJSON } from 'adminjs';

import { Badge, stateWords } from './badge.js';
import { Reference } from './cell.js';
import { metaOf, type PageMeta } from './column-meta.js';
import { PageCommands } from './page-commands.js';
import { useFreshRecord } from './use-fresh-record.js';
import { SearchBox } from './search-box.js';
import { panel } from './panel-global.js';
import { useNewState } from './record-news.js';

/** Head of a list or of a record: where we are, what it is, what can be done. */
export default function ActionHeader({
  action,
  resource,
  record: loaded,
  tag,
}: ActionHeaderProps): React.JSX.Element {
  const record = useFreshRecord(resource.id, loaded);
  const meta = action.custom as unknown as PageMeta;
  const list = `${panel().paths.root}/resources/${resource.id}`;
  const params = (record?.params ?? {}) as Record<string, unknown>;
  const news = useNewState(record ? String(record.id) : null);
  const status = meta.statusColumn ? (news ?? params[meta.statusColumn]) : undefined;
  const hasCommands = (record ? meta.recordCommands : meta.listCommands).length > 0;
  return (
    <header className="w-head">
      <div className="w-head-words">
        {record ? (
          <nav aria-label="Breadcrumb" className="w-crumbs">
            <Link to={list}>{meta.title}</Link>
            <Whose properties={resource.showProperties} params={params} />
          </nav>
        ) : null}
        <h1>
          {record ? titleOf(record, resource.titleProperty) : meta.title}
          {typeof status === 'string' ? <Badge state={status} /> : null}
          {tag ? <span className="w-count">{countWords(tag)}</span> : null}
        </h1>
      </div>
      <div className="w-head-actions">
        {record || !meta.search ? null : <SearchBox {...meta.search} />}
        {record ? null : <FilterButton />}
        {hasCommands ? <Commands list={resource.id} recordId={record ? String(record.id) : null} /> : null}
      </div>
    </header>
  );
}

interface WhoseProps {
  readonly properties: ActionHeaderProps['resource']['showProperties'];
  readonly params: Readonly<Record<string, unknown>>;
}

/** The customer that a record belongs to; many are called the same at every customer. */
function Whose({ properties, params }: WhoseProps): React.JSX.Element | null {
  const property = properties.find((one) => metaOf(one).reference === 'customers');
  const id = property ? params[property.name] : undefined;
  if (!property || typeof id !== 'string' || id === '') return null;
  return (
    <>
      {' · '}
      <Reference meta={metaOf(property)} id={id} params={params} />
    </>
  );
}

/** What a record is called; codes such as `trading` in words. */
const titleOf = ({ title }: RecordJSON, property: Parameters<typeof metaOf>[0]): string =>
  metaOf(property).type === 'enum' ? stateWords(title) : title;

/** Counting stops at 10,001 rows. */
function countWords(tag: string): string {
  const count = Number(tag);
  return count > 10_000 ? '10,000+' : count.toLocaleString('en-IN');
}

function FilterButton(): React.JSX.Element {
  const { toggleFilter, filtersCount } = useFilterDrawer();
  return (
    <button type="button" className="w-button" onClick={toggleFilter} data-filter-button>
      {filtersCount > 0 ? `Filter (${filtersCount})` : 'Filter'}
    </button>
  );
}

function Commands({
  list,
  recordId,
}: {
  readonly list: string;
  readonly recordId: string | null;
}): React.JSX.Element {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const done = (result: unknown): void => {
    const made = (result as { id?: unknown } | null)?.id;
    if (recordId === null && typeof made === 'string') {
      navigate(`${panel().paths.root}/resources/${list}/records/${made}/show`);
      return;
    }
    const next = new URLSearchParams(search);
    next.set('refresh', 'true');
    if (recordId === null) navigate({ search: next.toString() });
  };
  return <PageCommands list={list} recordId={recordId} onDone={done} />;
}
