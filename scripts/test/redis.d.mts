/** A Redis of our own on a free port, nothing written to disk; undefined where none is installed. */
export function startRedis(folder: string): Promise<{ url: string; stop(): Promise<void> } | undefined>;
