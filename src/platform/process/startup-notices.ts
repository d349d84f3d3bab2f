import { Injectable } from '@nestjs/common';

/** Lines for the person at the terminal, printed once when the start is done: never logged. */
@Injectable()
export class StartupNotices {
  private lines: string[] = [];

  add(line: string): void {
    this.lines.push(line);
  }

  /** Gives the lines and forgets them: one of them may be a first password. */
  take(): string[] {
    const taken = this.lines;
    this.lines = [];
    return taken;
  }
}
