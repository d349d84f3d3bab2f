import { z } from 'zod';
import { fieldWords } from '../../platform/history/field-words.js';
import { commonSettings } from './common-settings.js';
import { suggestedName } from './suggested-name.js';

describe('A name for an agent to start with', () => {
  const of = { companyName: 'Acme Hospitals Ltd', industry: 'marketing', csmName: 'Sarah Johnson' };

  it("follows the runbook's pattern, by its manager and first platform", () => {
    expect(suggestedName('marketing', { ...of, platforms: ['linkedin', 'instagram'] })).toEqual({
      nickname: 'Sarah - LinkedIn Expert',
      theme: 'Marketing for Acme Hospitals Ltd',
    });
    expect(suggestedName('trading', { ...of, csmName: 'Alex Kumar', platforms: ['delta'] })).toEqual({
      nickname: 'Alex - BTC Futures Trader',
      theme: 'Conservative, risk-managed trading',
    });
  });

  it('is one that the settings take, whatever the customer is called', () => {
    const long = {
      companyName: '\u{1F680}'.repeat(200),
      industry: 'education',
      csmName: null,
      platforms: [],
    };
    for (const type of ['marketing', 'trading'] as const)
      expect(z.object(commonSettings).safeParse(suggestedName(type, long)).success).toBe(true);
  });
});

describe('Names of fields', () => {
  it('are told as people read them', () => {
    expect(fieldWords(['companyName', 'csmId', 'forbidden_topics'])).toBe(
      'company name, csm, forbidden topics',
    );
  });
});
