import { useEffect, useRef, useState } from 'react';

import { panel } from './panel-global.js';

export interface StreamedStage {
  readonly id: string;
  readonly at: string;
  readonly stage: string;
  readonly text: string;
}

export interface Followed {
  readonly stages: readonly StreamedStage[];
  /** The server could not be reached or answers no more; the browser tries again by itself while `waiting`. */
  readonly connection: 'live' | 'waiting' | 'closed';
}

const NONE: readonly StreamedStage[] = [];

/**
 * Follows `GET /admin/streams/<path>` from the event `after` on, until it says "end". A connection that breaks
 * is taken up again by the browser, which names the last event it saw.
 * @param path null follows nothing
 */
export function useStream(path: string | null, after: string | undefined, onEnd: () => void): Followed {
  const [stages, setStages] = useState<readonly StreamedStage[]>(NONE);
  const [connection, setConnection] = useState<Followed['connection']>('waiting');
  const ended = useRef(onEnd);
  ended.current = onEnd;
  const from = useRef(after);
  from.current = after;

  useEffect(() => {
    setStages(NONE);
    if (path === null) return undefined;
    const seen = from.current === undefined ? '' : `?after=${encodeURIComponent(from.current)}`;
    const source = new EventSource(`${panel().paths.root}/streams/${path}${seen}`);
    source.addEventListener('open', () => setConnection('live'));
    source.addEventListener('progress', ({ data, lastEventId }: MessageEvent<string>) => {
      const stage = { ...(JSON.parse(data) as Omit<StreamedStage, 'id'>), id: lastEventId };
      setStages((held) => (held.some(({ id }) => id === stage.id) ? held : [...held, stage]));
    });
    source.addEventListener('end', () => {
      source.close();
      ended.current();
    });
    source.addEventListener('error', () =>
      setConnection(source.readyState === EventSource.CLOSED ? 'closed' : 'waiting'),
    );
    return () => source.close();
  }, [path]);

  return { stages, connection };
}
