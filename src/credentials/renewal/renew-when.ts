const MINUTE = 60_000;

/** After renewals that reached nobody: while the token still works, and when it has ended. */
const AGAIN_MS = 5 * MINUTE;
const AGAIN_AFTER_END_MS = 60 * MINUTE;

/** When a token that ends at `endsAt` is due: `leadMs` before; one that lives for less than twice that, half-way. */
export function renewWhen(endsAt: Date, now: Date, leadMs: number): Date {
  const lives = Math.max(0, endsAt.getTime() - now.getTime());
  return new Date(endsAt.getTime() - Math.min(leadMs, lives / 2));
}

/** When to ask an unreachable platform again. It is never given up: it said nothing against the token. */
export function askAgainWhen(endsAt: Date | null, now: Date): Date {
  const over = endsAt !== null && endsAt <= now;
  return new Date(now.getTime() + (over ? AGAIN_AFTER_END_MS : AGAIN_MS));
}
