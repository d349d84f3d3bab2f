/** Something that was stopped on its way and stays there until it is let go of. */
export class Trap {
  /** Resolves when something is in it. */
  readonly caught: Promise<void>;
  private tell!: () => void;
  private readonly held: (() => void)[] = [];
  private dropped = false;

  constructor() {
    this.caught = new Promise((resolve) => (this.tell = resolve));
  }

  /** @param drop ends what was caught, as a broken connection does */
  spring(drop: () => void): void {
    this.hold(drop);
    this.tell();
  }

  /** Something more to let go of. */
  hold(drop: () => void): void {
    if (this.dropped) drop();
    else this.held.push(drop);
  }

  /** What comes into it later is let go of at once. */
  drop(): void {
    this.dropped = true;
    for (const one of this.held.splice(0)) one();
  }
}
