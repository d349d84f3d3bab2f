import { z } from 'zod';
import { openEscalation } from './escalation.commands.js';
import { escalationStates } from './escalation.states.js';
import { TEAMS, TRIGGER_NAMES, TRIGGERS, type Team } from './triggers.js';

describe('The escalation paths', () => {
  it('are the twelve triggers of the runbook, four a team, each with its channel', () => {
    const of = (team: Team) => TRIGGER_NAMES.filter((name) => TRIGGERS[name].team === team).length;
    expect([of('engineering'), of('security'), of('product')]).toEqual([4, 4, 4]);
    expect(Object.values(TEAMS).map(({ channel }) => channel)).toEqual([
      '#eng-support',
      '#security',
      '#product-feedback',
    ]);
  });

  it('have no state that cannot be reached', () => {
    expect(escalationStates.unreachable()).toEqual([]);
  });

  it('offer the triggers in words, grouped by team', () => {
    const schema = z.toJSONSchema(openEscalation.input) as unknown as {
      properties: { trigger: { options: unknown[] } };
    };
    expect(schema.properties.trigger.options).toHaveLength(12);
    expect(schema.properties.trigger.options).toContainEqual({
      value: 'data_loss',
      label: 'Engineering: Data loss or corruption',
    });
  });
});
