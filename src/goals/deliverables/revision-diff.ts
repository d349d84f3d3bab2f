import { diffWordsWithSpace } from 'diff';

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

/** What a person changed between two revisions, word by word, spaces and line breaks included. */
export function diffRevisions(before: string, after: string): RevisionDiff {
  const parts = diffWordsWithSpace(before, after).map(({ added, removed, value }): DiffPart => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
  const length = (kind: DiffPart['kind']) =>
    parts.filter((part) => part.kind === kind).reduce((sum, { text }) => sum + [...text].length, 0);
  const [added, removed] = [length('added'), length('removed')];
  return { parts, added, removed, changed: added + removed > 0 };
}
