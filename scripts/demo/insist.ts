import { setTimeout as pause } from 'node:timers/promises';

const LOOK_AGAIN = 100;

/**
 * Sends a request again while it gets no whole answer, or "not ready" (503), as a careful client does: the very
 * same request, with the same Idempotency-Key, for the first may have been done and only its answer be lost.
 * @param within milliseconds of patience; 0 sends it once
 */
export async function insist(within: number, send: () => Promise<Response>): Promise<Response> {
  const deadline = performance.now() + within;
  for (;;) {
    const late = performance.now() > deadline || within === 0;
    const response = await whole(send).catch((error: unknown) => {
      if (late || !isCut(error)) throw error;
      return undefined;
    });
    if (response && (response.status !== 503 || late)) return response;
    await pause(LOOK_AGAIN);
  }
}

/** An answer whose body has arrived to its end. */
async function whole(send: () => Promise<Response>): Promise<Response> {
  const response = await send();
  await response.clone().arrayBuffer();
  return response;
}

/** `fetch` says of every connection that could not be made, or broke, that it is a TypeError. */
const isCut = (error: unknown): boolean => (error as Error).name === 'TypeError';
