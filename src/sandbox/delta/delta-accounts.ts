import { createHash } from 'node:crypto';
import type { OutsideWorld } from '../outside/outside-world.js';

/** How the stand-in treats a key. */
export type DeltaScenario =
  | 'ok_trade'
  | 'ok_read_only'
  | 'unknown_key'
  | 'wrong_secret'
  | 'skew'
  | 'ip_blocked'
  | 'no_kyc'
  | 'unfunded'
  | 'ratelimit'
  | 'cdn_html_403'
  | 'string_error'
  | 'unavailable_503'
  | 'dropped';

export interface DeltaAccount {
  scenario: DeltaScenario;
  apiKey: string;
  /** What the stand-in verifies signatures with. */
  apiSecret: string;
  userId: number;
  /** Addresses the key may be used from. */
  whitelist: readonly string[];
}

const LOCAL = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];
const PRODUCTION = ['34.123.45.67', '34.123.45.68', '34.123.45.69'];

/** One row of the table a person uses by hand. */
export interface TrainingKey {
  apiKey: string;
  apiSecret: string;
  scenario: DeltaScenario;
  /** What a connection test says about it. */
  shows: string;
}

const SHOWS: Readonly<Record<DeltaScenario, string>> = {
  ok_trade: 'passes: read and trade, verified, funded',
  ok_read_only: 'rejected: permission `trade` missing',
  unknown_key: 'rejected: the exchange does not know the key',
  wrong_secret: 'rejected: the secret does not belong to the key',
  skew: 'unreachable: the clocks differ by 61 seconds',
  ip_blocked: 'rejected: our address is not on the IP whitelist',
  no_kyc: 'rejected: the account is not verified',
  unfunded: 'passes with a warning: no money in the account',
  ratelimit: 'unreachable: rate limit, try again in 30 seconds',
  cdn_html_403: 'unreachable: a page of the content network instead of data',
  string_error: 'rejected: "unauthorized" as a plain string',
  unavailable_503: 'unreachable: maintenance',
  dropped: 'unreachable: the connection breaks without an answer',
};

export const DELTA_SCENARIOS = Object.keys(SHOWS) as DeltaScenario[];

/**
 * Keys for training, demo and tests: real nowhere. The key is `sandbox_<scenario>`, its secret
 * `sandbox_secret_<scenario>`. Both take the same ending, `-` and up to 24 letters or digits, so that each
 * trainee can have a key of their own: `sandbox_ok_trade-anna7` with `sandbox_secret_ok_trade-anna7`.
 */
export const DELTA_TRAINING_KEYS: readonly TrainingKey[] = DELTA_SCENARIOS.map((scenario) => ({
  apiKey: `sandbox_${scenario}`,
  apiSecret: `sandbox_secret_${scenario}`,
  scenario,
  shows: SHOWS[scenario],
}));

const KEY = /^sandbox_([a-z0-9_]+?)(-[A-Za-z0-9]{1,24})?$/;

/** The account behind a key, or null where the exchange would not know it (any more). */
export function findDeltaAccount(apiKey: string, outside?: OutsideWorld): DeltaAccount | null {
  const [, name, ending = ''] = KEY.exec(apiKey) ?? [];
  const turned = outside?.turnedInto('delta', `${name ?? ''}${ending}`);
  const scenario = DELTA_SCENARIOS.find((known) => known === (turned ?? name));
  if (scenario === undefined || scenario === 'unknown_key') return null;
  // The table shows a secret for `wrong_secret` too: it is the one that must not fit.
  const apiSecret =
    scenario === 'wrong_secret' ? 'sandbox_another_secret' : `sandbox_secret_${name ?? ''}${ending}`;
  return {
    scenario,
    apiKey,
    apiSecret,
    userId: 10_000_000 + (createHash('sha256').update(apiKey).digest().readUInt32BE() % 80_000_000),
    whitelist: scenario === 'ip_blocked' ? PRODUCTION : LOCAL,
  };
}

/** The same as the connect page shows them. */
export const deltaTrainingKeys = () =>
  DELTA_TRAINING_KEYS.map(({ apiKey, apiSecret, shows }) => ({ secret: { apiKey, apiSecret }, shows }));
