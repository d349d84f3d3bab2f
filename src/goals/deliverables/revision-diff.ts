import { diffLines, diffWordsWithSpace } from 'diff';

/** A stretch of text that both revisions share, or only one of them has. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface RevisionDiff {
  readonly parts: readonly DiffPart[];
  /** Characters. */
  readonly added: number;
  readonly removed: number;
  readonly changed: boolean;
}

/** Steps from one text to the other that are looked for: the work grows with their square, and a page waits for it. */
const BOUNDED = { maxEditLength: 1_500 };

/**
 * What a person changed between two revisions, word by word, spaces and line breaks included. Texts that have too
 * little in common for that are held against each other line by line, or as wholes.
 */
export function diffRevisions(before: string, after: string): RevisionDiff {
  const parts = changesOf(before, after).map(({ added, removed, value }): DiffPart => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
  const length = (kind: DiffPart['kind']) =>
    parts.filter((part) => part.kind === kind).reduce((sum, { text }) => sum + [...text].length, 0);
  const [added, removed] = [length('added'), length('removed')];
  return { parts, added, removed, changed: added + removed > 0 };
}

const changesOf = (before: string, after: string) =>
  diffWordsWithSpace(before, after, BOUNDED) ??
  diffLines(before, after, BOUNDED) ?? [
    { added: false, removed: true, value: before },
    { added: true, removed: false, value: after },
  ];
