/** What happened at the stand-in since its start: permissions that were taken back. */
export class GraphWorld {
  private readonly gone = new Map<string, Set<string>>();
  private readonly removedAt = new Map<string, number>();

  constructor(private readonly notice: { send(person: string): Promise<void> }) {}

  /** The app is removed from a person's account: every token given so far is dead. */
  remove(person: string, now: Date): void {
    this.removedAt.set(person, Math.floor(now.getTime() / 1000));
    this.gone.delete(person);
    void this.notice.send(person);
  }

  takeBack(person: string, scope: string): void {
    this.gone.set(person, (this.gone.get(person) ?? new Set()).add(scope));
  }

  /** A person who authorizes us anew gives back what was taken. */
  grant(person: string, scopes: readonly string[]): void {
    for (const scope of scopes) this.gone.get(person)?.delete(scope);
  }

  isRemoved({ person, issuedAt }: { person: string; issuedAt: number }): boolean {
    const at = this.removedAt.get(person);
    return at !== undefined && issuedAt <= at;
  }

  isTakenBack(person: string, scope: string): boolean {
    return this.gone.get(person)?.has(scope) ?? false;
  }
}
