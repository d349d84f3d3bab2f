/**
 * The trial that decides what an agent may do: the one it was hired for, whatever became of another, else the newest.
 * @param trials newest first
 */
export function decidingTrial<T extends { readonly agentId: string; readonly status: string }>(
  trials: readonly T[],
  agentId: string,
): T | undefined {
  const own = trials.filter((trial) => trial.agentId === agentId);
  return own.find(({ status }) => status === 'converted') ?? own[0];
}
