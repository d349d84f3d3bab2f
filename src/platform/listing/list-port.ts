import type { StaffRole } from '../unit-of-work/actor.js';

/**
 * What a room's queries export so that a screen may list its rows, without either knowing the other:
 * allow-lists of columns, filters and sorts, and bounded reads. No ORM, no HTTP here.
 */

export type ColumnType =
  'string' | 'uuid' | 'datetime' | 'date' | 'number' | 'boolean' | 'enum' | 'json' | 'badge';

/**
 * How a column may be filtered: `equals` one value; `ilike` contains, case-insensitive; `range` from/to,
 * both inclusive; `in` any of several values; `null` whether there is a value at all.
 */
export type FilterKind = 'equals' | 'ilike' | 'range' | 'in' | 'null';

export interface ListColumn {
  /** Key of the row; letters, digits and underscores. */
  readonly name: string;
  readonly type: ColumnType;
  /** Of an instant: the list shows how long ago it is, "2 days". */
  readonly age?: boolean;
  /** Words for people; by default made from the name ("createdAt" → "Created at"). */
  readonly label?: string;
  /** Required for `enum` and `badge` columns that can be filtered. */
  readonly enumValues?: readonly string[];
  /** Absent: the column cannot be filtered. */
  readonly filter?: FilterKind;
  /** How what a person types is read for the filter, where it is more than text: `C-1042` as 1042. */
  readonly read?: {
    readonly parse: (typed: string) => string | number | null;
    /** For people: what can be typed. */
    readonly example: string;
  };
  /** Absent or false: the list cannot be sorted by it. */
  readonly sort?: boolean;
  /** Shown in the list (default true). Columns with `false` are not even sent to a list. */
  readonly list?: boolean;
  /** Shown on the record's page (default true). */
  readonly show?: boolean;
  /** Id of the list whose record this column's uuid names: it becomes a link. */
  readonly reference?: string;
  /** Key of the row whose text is shown in place of the referenced id; need not be a column. */
  readonly referenceLabel?: string;
}

/** Instants are ISO 8601 strings in UTC, dates `YYYY-MM-DD`; types were checked against the column. */
export type ListFilter =
  | { readonly kind: 'equals'; readonly column: string; readonly value: string | number | boolean }
  | { readonly kind: 'ilike'; readonly column: string; readonly value: string }
  | {
      readonly kind: 'range';
      readonly column: string;
      readonly from?: string | number;
      readonly to?: string | number;
    }
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'null'; readonly column: string; readonly isNull: boolean };

export interface ListSort {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

export interface ListQuery {
  readonly filters: readonly ListFilter[];
  /** Never empty; the port adds its own tie-break (the id) so that pages do not overlap. */
  readonly sort: readonly ListSort[];
  readonly limit: number;
  readonly offset: number;
}

/** Values are JSON-like or `Date`; only declared columns are ever passed on. */
export type ListRow = Readonly<Record<string, unknown>> & { readonly id: string };

/** A page inside a record's page that lists another port's rows belonging to this record. */
export interface RelatedList {
  readonly list: string;
  readonly by: string;
  readonly title?: string;
  /** Command, aimed at this record, that makes such a row. */
  readonly create?: string;
}

/** A command for many records at once, chosen by ticks in the list. */
export interface TickedCommand {
  readonly command: string;
  /** Field of its input that takes them as `{ id, version }` (see `chosenRows`); the list needs a `version` column. */
  readonly rows: string;
  /** Fields that choose records in another way: not asked for beside ticks. */
  readonly instead?: readonly string[];
  /** The list whose page of a record stays, where rows leave this list once they are done. */
  readonly opens?: string;
}

export interface ListPort {
  /** Plural, kebab-case, the name in the address: `goal-runs`. */
  readonly id: string;
  readonly title: string;
  /** `section` groups entries ("Health"); `order` sorts them; `hidden` lists are reached by links only. */
  readonly navigation: {
    readonly icon: string;
    readonly section?: string;
    readonly order: number;
    readonly hidden?: boolean;
  };
  readonly columns: readonly ListColumn[];
  /** The column a person knows a record by. */
  readonly titleColumn: string;
  readonly defaultSort: ListSort;
  /** Staff roles that may see this list and its records; `admin` always may. */
  readonly roles: readonly StaffRole[];
  /** Commands offered as forms: one that creates a record, what else makes records, and those of one record. */
  readonly commands?: {
    readonly create?: string;
    /** Beside Create New, in the list's head: an import. */
    readonly list?: readonly string[];
    readonly record?: readonly string[];
    /** For the rows that are ticked; a role that may press none of them sees no ticks. */
    readonly ticked?: readonly TickedCommand[];
    /** Where a record has many: its commands below headings, for a menu. Those of no heading come first. */
    readonly groups?: Readonly<Record<string, readonly string[]>>;
    /** What a record's command makes and is worth watching: the list whose record the result's `id` names. */
    readonly opens?: Readonly<Record<string, string>>;
  };
  readonly related?: readonly RelatedList[];
  find(query: ListQuery): Promise<readonly ListRow[]>;
  /** Counts at most `bound` rows: a result equal to `bound` means "that many or more". */
  count(filters: readonly ListFilter[], bound: number): Promise<number>;
  findOne(id: string): Promise<ListRow | null>;
  findMany(ids: readonly string[]): Promise<readonly ListRow[]>;
}

/** A count stops here; a list that reaches it is shown as "10,000+". */
export const COUNT_BOUND = 10_001;
/** Offsets end here too: deeper rows are reached by filters, not by paging. */
export const DEEPEST_OFFSET = 10_000;
export const PER_PAGE = { default: 25, max: 100 } as const;
