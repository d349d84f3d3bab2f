import { commonErrors } from '../errors/common-errors.js';

/** The states of one thing: where it starts and which state may follow which. */
export interface States<S extends string> {
  readonly thing: string;
  readonly initial: S;
  readonly follows: Readonly<Record<S, readonly S[]>>;
  /** Whether `to` may follow `from`. */
  can(from: S, to: S): boolean;
  /** Move `entity.status`; throws `transition_refused` (409) when the table does not allow it. */
  move(entity: { status: S }, to: S): void;
  /** States that no path from the initial one reaches; a test wants it empty. */
  unreachable(): S[];
}

/** Declare a state table. Nobody assigns `status` but `move`. */
export function defineStates<S extends string>(
  thing: string,
  initial: S,
  follows: Readonly<Record<S, readonly S[]>>,
): States<S> {
  const can = (from: S, to: S): boolean => follows[from].includes(to);
  return {
    thing,
    initial,
    follows,
    can,
    move(entity, to) {
      if (!can(entity.status, to)) {
        throw commonErrors.transition_refused(`A ${thing} that is ${entity.status} cannot become ${to}.`, {
          facts: { from: entity.status, to },
        });
      }
      entity.status = to;
    },
    unreachable() {
      const seen = new Set<S>([initial]);
      for (const state of seen) follows[state].forEach((next) => seen.add(next));
      return (Object.keys(follows) as S[]).filter((state) => !seen.has(state));
    },
  };
}
