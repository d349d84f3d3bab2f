import { defineStates } from './states.js';

type Light = 'green' | 'amber' | 'red' | 'broken';
const light = defineStates<Light>('light', 'green', {
  green: ['amber'],
  amber: ['red'],
  red: ['green'],
  broken: [],
});

describe('defineStates', () => {
  it('moves along the table', () => {
    const lamp: { status: Light } = { status: 'green' };
    light.move(lamp, 'amber');
    expect(lamp.status).toBe('amber');
  });

  it('refuses what the table does not hold and leaves the state alone', () => {
    const lamp: { status: Light } = { status: 'green' };
    expect(() => light.move(lamp, 'red')).toThrow(/light that is green cannot become red/);
    expect(lamp.status).toBe('green');
  });

  it('names the states that nothing reaches', () => {
    expect(light.unreachable()).toEqual(['broken']);
  });
});
