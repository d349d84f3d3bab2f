import { AGENT_TYPES } from '../agents/types/agent-types.js';
import { GOAL_TEMPLATES } from '../goals/templates/goal-templates.js';
import { inputSchema } from '../platform/commands/form-schema.js';
import { readInputs } from './schema-form-read.js';
import { drawInputs, type FormInput } from './schema-form.js';

const AT = { name: 'settings', path: 'settings' };

/** The form as a browser posts it when nobody touches it. */
function posted(inputs: readonly FormInput[]): Record<string, string | string[]> {
  const entries = inputs.flatMap((input): [string, string | string[]][] => {
    switch (input.kind) {
      case 'group':
        return Object.entries(posted(input.children));
      case 'variants':
        return [
          [`${input.name}.kind`, input.variants.find(({ on }) => on)?.value ?? ''],
          ...input.variants.flatMap(({ children }) => Object.entries(posted(children))),
        ];
      case 'box':
        return input.checked && !input.locked ? [[input.name, 'true']] : [];
      case 'select':
        return [[input.name, input.options.find(({ on }) => on)?.value ?? '']];
      case 'many':
        return [[input.name, input.options.filter(({ on }) => on).map(({ value }) => value)]];
      default:
        return [[input.name, input.value.replaceAll('\n', '\r\n')]];
    }
  });
  return Object.fromEntries(entries);
}

const names = { nickname: 'Alex - BTC Futures Trader', theme: 'Conservative' };
const agents = (['marketing', 'trading'] as const).map((type) => ({
  name: type,
  schema: inputSchema(AGENT_TYPES[type].formFor('trial')),
  values: {
    ...AGENT_TYPES[type].defaults,
    ...names,
    ...(type === 'marketing' ? { topics: ['Health'] } : {}),
  },
}));
const goals = Object.values(GOAL_TEMPLATES).map(({ title, parameters, defaults }) => ({
  name: title,
  schema: inputSchema(parameters),
  values: { ...defaults },
}));

describe('a form drawn from a command’s schema', () => {
  it.each([...agents, ...goals])('comes back as it was drawn: $name', ({ schema, values }) => {
    const inputs = drawInputs(schema, values, AT);
    expect(readInputs(schema, posted(inputs), 'settings', values)).toEqual(values);
  });

  it('speaks to the customer, shows rupees, and cannot untick what a trial keeps ticked', () => {
    const { schema, values } = agents[1] ?? { schema: {}, values: {} };
    const inputs = drawInputs(schema, values, AT);
    const by = (name: string) => inputs.find((input) => input.name === `settings.${name}`);
    expect(by('maxNotional')).toMatchObject({ kind: 'money', sign: '₹', value: '10,000', required: true });
    expect(by('approveEveryTrade')).toMatchObject({ kind: 'box', locked: true, checked: true });
    expect(by('tradingHours')?.help).toMatch(/^In your time zone/);
    expect(by('dailyTradeLimit')).toMatchObject({ kind: 'number', min: 1, max: 100 });
    expect(readInputs(schema, {}, 'settings', values)['approveEveryTrade']).toBe(true);
  });

  it('keeps what cannot be read as it was typed, for the command to refuse by name', () => {
    const { schema, values } = agents[1] ?? { schema: {}, values: {} };
    const typed = {
      ...posted(drawInputs(schema, values, AT)),
      'settings.maxNotional': '10,00',
      'settings.dailyTradeLimit': 'five',
      'settings.allowedCoins': ' BTC \r\n\r\neth',
    };
    const read = readInputs(schema, typed, 'settings', values);
    expect(read).toMatchObject({
      maxNotional: '10,00',
      dailyTradeLimit: 'five',
      allowedCoins: ['BTC', 'eth'],
    });
    const again = drawInputs(schema, values, AT, typed);
    expect(again.find(({ path }) => path === 'settings.dailyTradeLimit')?.value).toBe('five');
    expect(again.find(({ path }) => path === 'settings.allowedCoins')?.value).toBe(' BTC \r\n\r\neth');
  });

  it('reads the fields of the kind that is chosen only, and refuses them by their own path', () => {
    const { schema, values } = goals.find(({ name }) => name === 'Social Media Post') ?? {
      schema: {},
      values: {},
    };
    const typed = {
      ...posted(drawInputs(schema, values, AT)),
      'settings.frequency.kind': 'weekly',
      'settings.frequency.weekly.day': 'fri',
      'settings.frequency.weekly.at': '11:30',
      'settings.frequency.daily.at': '10:00',
    };
    expect(readInputs(schema, typed, 'settings', values)['frequency']).toEqual({
      kind: 'weekly',
      day: 'fri',
      at: '11:30',
    });
    const weekly = drawInputs(schema, values, AT, typed)
      .find(({ kind }) => kind === 'variants')
      ?.variants.find(({ on }) => on);
    expect(weekly?.children.map(({ path }) => path)).toEqual([
      'settings.frequency.day',
      'settings.frequency.at',
    ]);
  });
});
