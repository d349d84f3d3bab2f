/** A text of at most `most` characters: a longer one ends in `…`. No character is cut in two. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const signs = [...text.slice(0, 2 * most)];
  return signs.length <= most && text.length <= 2 * most
    ? text
    : `${signs
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
