/** A paragraph; those with a `drop` may be left out to save room, the highest first. */
export interface Part {
  readonly text: string;
  readonly drop?: number;
}

/** Paragraphs as one text of at most `maxCharacters`, droppable ones left out as needed; null if they never fit. */
export function fitParts(parts: readonly Part[], maxCharacters: number): string | null {
  const text = parts.map((part) => part.text).join('\n\n');
  if ([...text].length <= maxCharacters) return text;
  const next = Math.max(...parts.map((part) => part.drop ?? 0));
  if (next === 0) return null;
  return fitParts(
    parts.filter((part) => part.drop !== next),
    maxCharacters,
  );
}
