/** One thing to end, with the time it is given. */
interface Step {
  readonly name: string;
  readonly end: () => Promise<void> | void;
  readonly withinMs: number;
}

export interface ShutdownReport {
  readonly started: (reason: string) => void;
  readonly failed: (step: string, error: unknown) => void;
  /** Called last, with the exit code. */
  readonly exit: (code: number) => void;
}

/**
 * Ends a process in the reverse order of its start, whenever that is asked: also half-way through the start,
 * which then goes no further. A step that fails or takes too long is reported and does not keep the others.
 */
export class Shutdown {
  private readonly steps: Step[] = [];
  private code = 0;
  private running: Promise<void> | undefined;
  private starting: Promise<unknown> = Promise.resolve();

  constructor(private readonly report: ShutdownReport) {}

  get begun(): boolean {
    return this.running !== undefined;
  }

  /** Registers what was just started; it is ended before everything that was registered earlier. */
  add(name: string, end: Step['end'], withinMs = 10_000): void {
    this.steps.push({ name, end, withinMs });
  }

  /**
   * Starts something and registers how it is ended. A shutdown that comes in between waits for it, so that
   * nothing is left running.
   * @throws ShutdownBegun when the start should go no further.
   */
  async start<T>(
    name: string,
    work: () => Promise<T>,
    end: (started: T) => Promise<void> | void,
  ): Promise<T> {
    this.check();
    const started = work().then((result) => {
      this.add(name, () => end(result), 45_000);
      return result;
    });
    this.starting = started.catch(() => undefined);
    const result = await started;
    this.check();
    return result;
  }

  /** Throws when the start should go no further. */
  check(): void {
    if (this.begun) throw new ShutdownBegun();
  }

  /** Begins, or only raises the exit code of one that already runs. */
  begin(reason: string, code: number): void {
    this.code = Math.max(this.code, code);
    this.running ??= this.run(reason);
  }

  private async run(reason: string): Promise<void> {
    this.report.started(reason);
    await withDeadline(this.starting, 30_000).catch(() => undefined);
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      try {
        await withDeadline(Promise.resolve(step.end()), step.withinMs);
      } catch (error) {
        this.report.failed(step.name, error);
      }
    }
    this.report.exit(this.code);
  }
}

/** The start was cut off by a shutdown; not a fault. */
export class ShutdownBegun extends Error {
  override readonly name = 'ShutdownBegun';
}

async function withDeadline(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not ended within ${ms / 1000} s`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
