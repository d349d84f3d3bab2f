export interface Engine {
  readonly name: 'postgres' | 'redis';
  readonly redisUrl?: string;
}

/** Run a suite on both queue engines; without a Redis server its half is skipped, visibly. */
export function eachEngine(title: string, suite: (engine: Engine) => void): void {
  describe(`${title} on postgres`, () => suite({ name: 'postgres' }));
  const redisUrl = process.env.TEST_REDIS_URL;
  const redis = redisUrl === undefined ? describe.skip : describe;
  redis(`${title} on redis`, () => suite({ name: 'redis', ...(redisUrl === undefined ? {} : { redisUrl }) }));
}
