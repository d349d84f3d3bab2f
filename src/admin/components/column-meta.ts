import type { PropertyJSON } from 'adminjs';

/** What the server says about a column, carried in AdminJS's `property.custom`. */
export interface ColumnMeta {
  readonly type: string;
  /** An instant that is told by its age. */
  readonly age: boolean;
  readonly filter: string | null;
  readonly label: string;
  readonly enumValues: readonly string[];
  /** What can be typed into its filter, where that is more than text. */
  readonly example: string | null;
  readonly reference: string | null;
  readonly referenceLabel: string | null;
}

export const metaOf = (property: Pick<PropertyJSON, 'custom'>): ColumnMeta =>
  property.custom as unknown as ColumnMeta;

/** What the server says about a resource's page, carried in the show and list actions' `custom`. */
export interface PageMeta {
  readonly title: string;
  readonly titleColumn: string;
  readonly statusColumn: string | null;
  readonly listCommands: readonly string[];
  readonly recordCommands: readonly string[];
  /** Some commands are for rows that are ticked. */
  readonly hasTicks: boolean;
  /** What the list's search box looks through; null for lists without one. */
  readonly search: {
    readonly column: string;
    /** Column of the number that people read out, such as C-1042. */
    readonly number: string | null;
    readonly label: string;
  } | null;
  readonly tabs: readonly TabMeta[];
}

export type TabMeta =
  | { readonly id: string; readonly title: string; readonly component: string }
  | {
      readonly id: string;
      readonly title: string;
      readonly list: string;
      readonly by: string;
      readonly creates: boolean;
    };
