import { z } from 'zod';
import { CALL_DESK_COMMANDS } from '../calls/call.commands.js';
import { AGENT_TYPES } from '../agents/types/agent-types.js';
import { newGoalForm } from '../goals/goal-forms.js';
import type { Agent } from '../agents/agent.entity.js';
import type { AgentGoals } from '../goals/goal.repository.js';
import { createGoal } from '../goals/goal.commands.js';
import { formSchema } from '../platform/commands/form-schema.js';
import { GOAL_TEMPLATES } from '../goals/templates/goal-templates.js';
import { changed, flatten, rowsOf, startDraft, withRow, type Draft } from './components/form-draft.js';
import { faultsOf, refusalsOf } from './components/form-faults.js';
import { moneyEcho, toInput } from './components/form-values.js';
import { fieldsOf, type Schema } from './components/schema.js';

const { parameters, defaults } = GOAL_TEMPLATES.market_monitoring;
const schema = z.toJSONSchema(parameters as z.ZodType, { io: 'input' }) as Schema;
const fields = fieldsOf(schema);
const given = defaults as unknown as Readonly<Record<string, unknown>>;
const start = startDraft(fields, given);
const shown = (draft: Draft) => flatten(fields, draft).map(({ path }) => path);

describe('A form of a field that is one of several kinds', () => {
  it('offers the kinds by their titles, and asks only for what the chosen one needs', () => {
    const frequency = fields.find(({ path }) => path === 'frequency');
    expect(frequency?.choice?.selector.options.map(({ label }) => label)).toEqual([
      'Every … hours',
      'Daily',
      'On weekdays',
      'Weekly',
      'Cron (for experts)',
    ]);
    expect(shown(start)).toEqual(expect.arrayContaining(['frequency.kind', 'frequency.hours']));
    expect(shown(start)).not.toContain('frequency.expression');
    expect(shown({ ...start, 'frequency.kind': 'cron' })).toContain('frequency.expression');
  });

  it('sends what it started with unchanged', () => {
    expect(toInput(fields, start, given)).toEqual(given);
    expect(parameters.safeParse(toInput(fields, start, given)).success).toBe(true);
  });

  it('sends the fields of the chosen kind and none of the others', () => {
    const daily = { ...start, 'frequency.kind': 'daily', 'frequency.at': '10:00' };
    expect(toInput(fields, daily, given)['frequency']).toEqual({ kind: 'daily', at: '10:00' });
    const cron = { ...start, 'frequency.kind': 'cron', 'frequency.expression': '0 10 * * 1-5' };
    expect(toInput(fields, cron, given)['frequency']).toEqual({ kind: 'cron', expression: '0 10 * * 1-5' });
    expect(parameters.safeParse(toInput(fields, cron, given)).success).toBe(true);
  });

  it('names what the chosen kind misses', () => {
    expect(Object.keys(faultsOf(fields, { ...start, 'frequency.kind': 'daily' }))).toEqual(['frequency.at']);
    expect(Object.keys(faultsOf(fields, { ...start, 'frequency.kind': '' }))).toEqual(['frequency.kind']);
  });
});

describe('The form of an agent', () => {
  it.each(['trading', 'marketing'] as const)('sends settings that the %s type accepts', (name) => {
    const { settings, defaults: own } = AGENT_TYPES[name];
    const asked = fieldsOf(z.toJSONSchema(settings as z.ZodType, { io: 'input' }) as Schema);
    const values = {
      ...own,
      nickname: 'Alex',
      theme: 'Careful',
      ...(name === 'marketing' ? { topics: ['Health'] } : {}),
    };
    const sent = toInput(asked, startDraft(asked, values), values);
    expect(settings.safeParse(sent)).toMatchObject({ success: true, data: values });
  });
});

describe('A list that may be empty', () => {
  const { parameters: asked, defaults: own } = GOAL_TEMPLATES.social_media_post;
  const post = fieldsOf(z.toJSONSchema(asked as z.ZodType, { io: 'input' }) as Schema);
  const values = own as unknown as Readonly<Record<string, unknown>>;

  it('is not asked for, and sent empty', () => {
    expect(faultsOf(post, startDraft(post, values))).toEqual({});
    expect(toInput(post, startDraft(post, values), values)).toMatchObject({ preferredHashtags: [] });
  });

  it('is asked for where the command wants an entry', () => {
    const agent = fieldsOf(z.toJSONSchema(AGENT_TYPES.marketing.settings, { io: 'input' }) as Schema);
    const none = { ...startDraft(agent, AGENT_TYPES.marketing.defaults), topics: '', forbiddenTopics: '' };
    expect(faultsOf(agent, none)).toMatchObject({ topics: 'Topics is needed.' });
    expect(faultsOf(agent, none)).not.toHaveProperty('forbiddenTopics');
  });
});

describe('A field of money', () => {
  const { settings } = AGENT_TYPES.trading;
  const asked = fieldsOf(z.toJSONSchema(settings as z.ZodType, { io: 'input' }) as Schema);
  const values = { ...AGENT_TYPES.trading.defaults, nickname: 'Alex', theme: 'Careful' };
  const typed = (text: string): Draft => ({ ...startDraft(asked, values), maxNotional: text });
  const sent = (text: string): unknown => toInput(asked, typed(text), values)['maxNotional'];

  it('is shown and typed in rupees, sent in paise, and echoed as it is understood', () => {
    expect(startDraft(asked, values)['maxNotional']).toBe('10,000');
    expect(sent('10000')).toEqual({ amount: 1_000_000, currency: 'INR' });
    expect(sent('₹1,00,000.29')).toEqual({ amount: 10_000_029, currency: 'INR' });
    const field = asked.find(({ path }) => path === 'maxNotional');
    if (!field) throw new Error('no such field');
    expect(moneyEcho(field, typed('100000'))).toEqual({ sign: '₹', echo: '₹1,00,000' });
    expect(moneyEcho(field, typed('10,00'))).toEqual({ sign: '₹', echo: '' });
  });

  it('is refused before it is sent when it is no amount', () => {
    expect(faultsOf(asked, typed('10,00'))).toEqual({
      maxNotional: 'This is no amount of money. Write it such as ₹10,000 or 10000.50.',
    });
    expect(faultsOf(asked, typed(''))).toEqual({ maxNotional: 'Max notional per trade is needed.' });
  });

  it('shows what the command says of its amount', () => {
    const refused = { 'maxNotional.amount': 'must be more than ₹0', elsewhere: 'is wrong' };
    expect(refusalsOf(asked, typed('0'), refused)).toEqual({
      beside: { maxNotional: 'must be more than ₹0' },
      elsewhere: [['elsewhere', 'is wrong']],
    });
  });
});

describe('A field that is a list of objects', () => {
  const [schedule] = CALL_DESK_COMMANDS;
  const asked = fieldsOf(z.toJSONSchema(schedule.input, { io: 'input' }) as Schema);
  const attendees = asked.find(({ path }) => path === 'attendees');
  if (!attendees) throw new Error('no such field');
  const people = [
    { name: 'John Doe', email: 'john@example.com' },
    { name: 'Priya Sharma', email: 'priya@waooaw.com' },
  ];
  const sent = (draft: Draft): unknown => toInput(asked, draft, {})['attendees'];

  it('starts empty, is left out when it stays so, and takes rows of its own fields', () => {
    const empty = startDraft(asked, {});
    expect(sent(empty)).toBeUndefined();
    const one = { ...empty, ...withRow(empty, attendees) };
    expect(flatten(asked, one).map(({ path }) => path)).toEqual(
      expect.arrayContaining(['attendees.0.name', 'attendees.0.email']),
    );
    expect(faultsOf(asked, one)).toEqual({
      'attendees.0.name': 'Name is needed.',
      'attendees.0.email': 'Email is needed.',
    });
    expect(
      sent({ ...one, 'attendees.0.name': ' John Doe ', 'attendees.0.email': 'john@example.com' }),
    ).toEqual(people.slice(0, 1));
  });

  it('is filled with what is there, and keeps the others when one is taken away', () => {
    const filled = startDraft(asked, { attendees: people });
    expect(sent(filled)).toEqual(people);
    const less: Draft = { ...filled, attendees: ['1'] };
    expect(sent(less)).toEqual(people.slice(1));
    expect(rowsOf({ ...less, ...withRow(less, attendees) }, attendees)).toEqual(['1', '2']);
  });

  it('shows a refusal beside the field of its row, wherever the row stands', () => {
    const filled = { ...startDraft(asked, { attendees: people }), attendees: ['1'] };
    const refused = { 'attendees.0.email': 'must be an e-mail address', attendees: 'too many' };
    expect(refusalsOf(asked, filled, refused)).toEqual({
      beside: { 'attendees.1.email': 'must be an e-mail address', attendees: 'too many' },
      elsewhere: [],
    });
  });
});

describe('The form of a new goal', () => {
  const agent = (type: Agent['type'], nickname?: string) =>
    ({ id: `the-${type}`, type, settings: nickname === undefined ? null : { nickname } }) as unknown as Agent;
  const counted = new Map<string, AgentGoals>([['the-marketing', { kept: 20, waiting: 2 }]]);
  const formOf = (...agents: Agent[]) => {
    const { fields: special, start: begin = {} } = newGoalForm(agents, counted);
    const asked = fieldsOf(formSchema(createGoal.input, special));
    return { asked, begin, draft: startDraft(asked, begin) };
  };
  const both = () => formOf(agent('trading', 'Alex'), agent('marketing'));

  it('of one agent is its template, with the values of the runbook', () => {
    const { asked, begin, draft } = formOf(agent('trading', 'Alex'));
    const sent = toInput(asked, draft, begin);
    expect(sent).toEqual({ agentId: 'the-trading', template: 'market_monitoring', parameters: defaults });
    expect(asked.find(({ path }) => path === 'agentId')?.options).toEqual([
      { value: 'the-trading', label: 'Alex (Trading agent)' },
    ]);
  });

  it('of several asks which template first, and then for its fields only', () => {
    const { asked, draft } = both();
    expect(flatten(asked, draft).map(({ path }) => path)).toEqual(['agentId', 'template', 'name', 'catchUp']);
    const social = { ...draft, ...changed(asked, 'template', 'social_media_post') };
    expect(toInput(asked, social, {})).toMatchObject({
      template: 'social_media_post',
      parameters: GOAL_TEMPLATES.social_media_post.defaults,
    });
    const market = { ...social, ...changed(asked, 'template', 'market_monitoring') };
    expect(toInput(asked, market, {})['parameters']).toEqual(defaults);
  });

  it('tells of an agent whose customer can propose no more', () => {
    expect(both().asked.find(({ path }) => path === 'agentId')?.options).toEqual([
      { value: 'the-trading', label: 'Alex (Trading agent)' },
      { value: 'the-marketing', label: 'Marketing agent: has 20 goals, its customer may add none' },
    ]);
  });
});
