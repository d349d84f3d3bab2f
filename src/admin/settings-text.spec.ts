import { settingsFields } from '../agents/settings-form.js';
import { trading } from '../agents/types/trading.js';
import { configureAgent } from '../agents/agent.commands.js';
import { formSchema } from '../platform/commands/form-schema.js';
import { broughtIn, startDraft, type Draft } from './components/form-draft.js';
import { fieldsOf } from './components/schema.js';
import { draftOfText, linesOf, settingsText } from './components/settings-text.js';

const asked = settingsFields({ type: 'trading', boundsProfile: 'trial' });
const fields = fieldsOf(formSchema(configureAgent.input, asked));
const settings = { ...trading.defaults, nickname: 'Alex', theme: 'Careful' };
const defaults = { version: 3, platforms: ['delta'], settings };
const draft = startDraft(fields, defaults);
const text = settingsText(fields, draft, defaults);
const back = (typed: string): Draft => {
  const taken = draftOfText(fields, draft, typed);
  if ('faults' in taken) throw new Error(JSON.stringify(taken.faults));
  return taken.draft;
};
const faultsOf = (typed: string) => {
  const taken = draftOfText(fields, draft, typed);
  return 'faults' in taken ? taken.faults.map(({ line, message }) => `${line}: ${message}`) : [];
};

describe('A configuration as JSON', () => {
  it('goes to the form and back unchanged, half-typed values too', () => {
    expect(JSON.parse(text)).toEqual(settings);
    expect(back(text)).toEqual(draft);
    const half = { ...draft, 'settings.maxNotional': '10,00', 'settings.maxUnitsPerOrder': 'one' };
    expect(back(settingsText(fields, half, defaults))).toEqual(half);
    const empty = { ...draft, 'settings.nickname': '', 'settings.allowedCoins': '' };
    expect(back(settingsText(fields, empty, defaults))).toEqual(empty);
  });

  it.each([
    ['"theme": "Careful"', '"theme": "Careful", "colour": "red"', 'colour'],
    ['"approveEveryTrade": true', '"approveEveryTrade": "yes"', 'approveEveryTrade'],
    ['"theme": "Careful"', '"theme": null', 'theme'],
    ['"amount": 1000000', '"amount": 1000000.5', 'maxNotional'],
  ])('stays where the form could not hold it: %s as %s', (from, to, path) => {
    expect(faultsOf(text.replace(from, to)).join()).toContain(`the form has no place for ${path}`);
  });

  it('shows a refusal at the line of its field, until the text cannot be read', () => {
    const refused = { 'settings.maxNotional': 'the limit is at most ₹10,000', platforms: 'elsewhere' };
    expect(linesOf(text, refused)).toMatchObject([
      { line: 6, where: 'Line 6, column 3', message: 'maxNotional: the limit is at most ₹10,000' },
    ]);
    expect(linesOf('{', refused)).toMatchObject([{ line: 1 }]);
  });
});

describe('A conflict', () => {
  it('takes the other change in where nothing was typed, and keeps what was', () => {
    const mine = { ...draft, 'settings.theme': 'Mine' };
    const theirs = { settings: { ...settings, theme: 'Theirs', dailyTradeLimit: 2 }, platforms: ['delta'] };
    expect(broughtIn(fields, { draft: mine, start: draft }, theirs)).toMatchObject({
      'settings.theme': 'Mine',
      'settings.dailyTradeLimit': '2',
    });
  });
});
