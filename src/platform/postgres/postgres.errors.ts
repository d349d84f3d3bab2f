/** The embedded Postgres cannot run here; the message says why and what to do instead. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

/** What every refusal ends with: the way out that always works. */
export const useYourOwn = 'Set DATABASE_URL to a PostgreSQL of your own, or run as an ordinary user.';
