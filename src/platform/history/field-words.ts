/** Names of fields as people read them: `companyName` → "company name". */
export const fieldWords = (fields: readonly string[]): string =>
  fields
    .map((name) =>
      name
        .replace(/Id$/, '')
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replace(/_/g, ' ')
        .toLowerCase(),
    )
    .join(', ');
