import type { KeyUse, RingStanding, RotationEnd } from './key-rotation.js';

export const wholeNumber = (n: number): string => n.toLocaleString('en-US');

const idle = ({ dataKeys, secrets }: KeyUse): boolean => dataKeys + secrets === 0;
const use = ({ dataKeys, secrets }: KeyUse): string =>
  `${wholeNumber(dataKeys)} customers' data keys and ${wholeNumber(secrets)} secrets' hashes`;

/** Whether something is under a key that is not the newest. */
export const stillOld = ({ older }: RingStanding): boolean => !older.every(idle);

/** What is, and what a rotation does about it. */
export function standingLines({ newest, older }: RingStanding, dryRun: boolean): string[] {
  const used = older.filter((key) => !idle(key));
  const lines = [`Newest key: ${newest}.`, ...used.map((key) => `Under ${key.kid}: ${use(key)}.`)];
  if (used.length === 0) return [...lines, ...retirementLines({ newest, older })];
  if (!dryRun) return lines;
  return [...lines, `A run would bring them under ${newest}. Nothing was changed.`];
}

/** What a run did, and what it could not open. */
export function endLines({ dataKeys, secrets, unreadable }: RotationEnd): string[] {
  return [
    `Done: ${wholeNumber(dataKeys)} data keys wrapped anew, ${wholeNumber(secrets)} hashes made anew.`,
    ...unreadable.map((words) => `✗ ${words}`),
  ];
}

/** Of each older key: may it go, and when. */
export function retirementLines({ newest, older }: RingStanding): string[] {
  if (older.length === 0) return [`Everything is under ${newest}, the only key of the ring.`];
  return older.map((key) => {
    if (!idle(key)) {
      return `${key.kid} is still in use: ${use(key)}. If a process was started before ${newest} came first, restart it, and run this again.`;
    }
    const from =
      key.neededUntil === null
        ? 'It may be taken out of SECRETS_KEYS'
        : `It may be taken out of SECRETS_KEYS from ${key.neededUntil.toISOString()} on: until then repeated requests are known by it`;
    return `${key.kid} is no longer used. ${from}. Whoever logged in before ${newest} came first then logs in again.`;
  });
}
