/** A value read out for people, a line each, where its setting has no words of its own. */
export function valueInWords(value: unknown): string[] {
  if (Array.isArray(value)) return value.length === 0 ? ['none'] : [value.map(plain).join(', ')];
  if (typeof value !== 'object' || value === null) return [plain(value)];
  return Object.entries(value).flatMap(([name, part]) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.entries(part as object).map(
          ([inner, one]) => `${label(name)}, ${label(inner).toLowerCase()}: ${valueInWords(one).join(', ')}`,
        )
      : [`${label(name)}: ${valueInWords(part).join(', ')}`],
  );
}

function plain(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'not set';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function label(name: string): string {
  const spaced = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]/g, ' ')
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
