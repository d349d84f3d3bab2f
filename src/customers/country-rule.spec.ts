import { agentsWith, blockedInWords, heldInWords, judgeCountry, wantedAgents } from './country-rule.js';
import { countryRules } from './customer.settings.js';
import { INDUSTRY_TABLE } from './industries.js';

const open = { allowed: [], blocked: [], held: [] };

describe('Countries', () => {
  it('are all allowed, and none held, until somebody says otherwise', () => {
    const rules = { marketing: open, trading: open };
    expect(['IN', 'US', 'NP'].map((code) => judgeCountry(rules, 'trading', code))).toEqual([
      'allowed',
      'allowed',
      'allowed',
    ]);
  });

  it('are judged for each agent type apart: listed ones only, or all but the blocked', () => {
    const rules = {
      marketing: { ...open, blocked: ['KP'] },
      trading: { allowed: ['IN', 'US'], blocked: [], held: ['NP'] },
    };
    expect(judgeCountry(rules, 'marketing', 'KP')).toBe('blocked');
    expect(judgeCountry(rules, 'marketing', 'DE')).toBe('allowed');
    expect(judgeCountry(rules, 'trading', 'DE')).toBe('blocked');
    expect(judgeCountry(rules, 'trading', 'NP')).toBe('held');
    expect(agentsWith('blocked', rules, ['marketing', 'trading'], 'DE')).toEqual(['trading']);
    expect(blockedInWords(['trading'], 'DE')).toBe('The Trading Agent cannot be hired from Germany.');
    expect(heldInWords(['marketing', 'trading'], 'NP')).toBe(
      'The Marketing Agent and the Trading Agent are held for customers from Nepal.',
    );
  });

  it('count for what the inquiry names, else for what suits the industry', () => {
    expect(wantedAgents(['marketing'], 'trading', INDUSTRY_TABLE)).toEqual(['marketing']);
    expect(wantedAgents([], 'trading', INDUSTRY_TABLE)).toEqual(['trading']);
  });

  it('stand in one list only; lists stored before there were blocked ones are still read', () => {
    const trading = { allowed: [], blocked: ['NP'], held: ['NP'] };
    expect(countryRules.schema.safeParse({ marketing: open, trading }).success).toBe(false);
    const older = { allowed: ['IN'], held: [] };
    expect(countryRules.schema.parse({ marketing: older, trading: older }).trading).toEqual({
      allowed: ['IN'],
      blocked: [],
      held: [],
    });
  });
});
