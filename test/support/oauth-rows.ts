import type { Adapter, AdapterPayload } from 'oidc-provider';

const rows = new Map<string, AdapterPayload>();

/** Where oidc-provider keeps codes, tokens, sessions and grants: in the memory of the test. */
export class RowsInMemory implements Adapter {
  constructor(private readonly model: string) {}

  upsert(id: string, payload: AdapterPayload): Promise<undefined> {
    rows.set(this.key(id), payload);
    return Promise.resolve(undefined);
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(rows.get(this.key(id)));
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.first((payload) => payload.uid === uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.first((payload) => payload.userCode === userCode);
  }

  /** A code that is used is kept, marked, so that its second coming is noticed. */
  consume(id: string): Promise<undefined> {
    const found = rows.get(this.key(id));
    if (found) found.consumed = Math.floor(Date.now() / 1000);
    return Promise.resolve(undefined);
  }

  destroy(id: string): Promise<undefined> {
    rows.delete(this.key(id));
    return Promise.resolve(undefined);
  }

  revokeByGrantId(grantId: string): Promise<undefined> {
    for (const [key, payload] of rows) if (payload.grantId === grantId) rows.delete(key);
    return Promise.resolve(undefined);
  }

  private key(id: string): string {
    return `${this.model}/${id}`;
  }

  private first(fits: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
    const own = [...rows].filter(([key]) => key.startsWith(`${this.model}/`)).map(([, payload]) => payload);
    return Promise.resolve(own.find(fits));
  }
}
