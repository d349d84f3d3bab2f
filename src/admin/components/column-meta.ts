import type { PropertyJSON } from 'adminjs';

/** What the server says about a column, carried in AdminJS's `property.custom`. */
export interface ColumnMeta {
  readonly type: string;
  readonly filter: string | null;
  readonly label: string;
  readonly enumValues: readonly string[];
  readonly reference: string | null;
  readonly referenceLabel: string | null;
}

export const metaOf = (property: PropertyJSON): ColumnMeta => property.custom as unknown as ColumnMeta;

/** What the server says about a resource's page, carried in the show and list actions' `custom`. */
export interface PageMeta {
  readonly title: string;
  readonly titleColumn: string;
  readonly statusColumn: string | null;
  readonly createCommand: string | null;
  readonly recordCommands: readonly string[];
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
