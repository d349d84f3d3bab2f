import { PLATFORM_TITLES, type PlatformName } from '../platform-names.js';
import type { AgentTypeName } from './agent-types.js';

/** What of a customer a name for the agent is made from. */
export interface Suggested {
  readonly companyName: string;
  readonly industry: string;
  readonly csmName: string | null;
  readonly platforms: readonly string[];
}

const FIRST_WORD = /^\S+/;

/** Nickname and theme to start with (runbook Step 9: "Sarah - LinkedIn Expert"), for the customer to change. */
export function suggestedName(
  type: AgentTypeName,
  { companyName, industry, csmName, platforms }: Suggested,
): { readonly nickname: string; readonly theme: string } {
  const name = csmName?.match(FIRST_WORD)?.[0] ?? companyName.match(FIRST_WORD)?.[0] ?? companyName;
  if (type === 'trading')
    return { nickname: cut(`${name} - BTC Futures Trader`, 80), theme: 'Conservative, risk-managed trading' };
  const [first] = platforms;
  const where = first === undefined ? 'Marketing' : (PLATFORM_TITLES[first as PlatformName] ?? first);
  const trade = industry === 'marketing' ? 'Marketing' : `Marketing in ${industry}`;
  return { nickname: cut(`${name} - ${where} Expert`, 80), theme: cut(`${trade} for ${companyName}`, 200) };
}

/** At most so many UTF-16 units, as schemas count them, and no half of a character. */
function cut(text: string, length: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > length) break;
    kept += character;
  }
  return kept;
}
