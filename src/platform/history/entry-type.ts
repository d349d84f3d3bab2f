/** The data of an entry: ids, states and figures; never personal data or a secret. */
export type EntryData = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A kind of history entry and the shape of its data. */
export interface EntryType<D extends EntryData = EntryData> {
  readonly type: string;
  /** Words for the timeline, made from the data. */
  readonly say: (data: D) => string;
}

const declared = new Map<string, EntryType>();

/** Declare a kind of entry once, in the room that writes it: `entryType<{ endsAt: string }>('trial.activated', …)`. */
export function entryType<D extends EntryData>(type: string, say: (data: D) => string): EntryType<D> {
  if (declared.has(type)) throw new Error(`History entry type ${type} is declared twice`);
  const made: EntryType<D> = { type, say };
  declared.set(type, made as unknown as EntryType);
  return made;
}

/** The words of a stored entry; a type no longer declared is shown by its name. */
export const sayEntry = (type: string, data: EntryData): string => declared.get(type)?.say(data) ?? type;

/** An entry as it is written and as subscribers hear it. */
export interface Entry<D extends EntryData = EntryData> {
  readonly type: EntryType<D>;
  readonly subjectId: string;
  readonly customerId: string | null;
  readonly data: D;
}
