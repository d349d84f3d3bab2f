const SUFFIXES = /(?:icians?|ically|icals?|ics|iously|ious|ions?|ists?|s)$/;
const SHORTEST_STEM = 4;

/**
 * The forbidden topics that `text` touches, as the customer wrote them. Words are compared by a rough
 * English stem, so that "politics" also finds "political" but not "polite"; a topic of several words
 * must stand in the text in that order. A help for the reviewer, no substitute for one.
 */
export function forbiddenIn(text: string, topics: readonly string[]): string[] {
  const words = stems(text);
  return topics.filter((topic) => {
    const wanted = stems(topic);
    return (
      wanted.length > 0 && words.some((_, at) => wanted.every((stem, step) => words[at + step] === stem))
    );
  });
}

function stems(text: string): string[] {
  const spaced = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const plain = spaced.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);
}

function stem(word: string): string {
  const cut = word.replace(SUFFIXES, '');
  if (cut.length >= SHORTEST_STEM) return cut;
  const singular = word.replace(/s$/, '');
  return singular.length >= SHORTEST_STEM ? singular : word;
}
