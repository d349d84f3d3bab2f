import { agentStates } from '../agents/agent.states.js';
import { trialStates } from '../trials/trial.states.js';
import { approvesItself } from './approval-policy.js';
import { deliverableStates } from './deliverables/deliverable.states.js';
import { goalStates } from './goal.states.js';
import { moveRun, runStates } from './runs/goal-run.states.js';
import type { SafetyFinding } from './safety/safety-facts.js';

describe('states', () => {
  it.each([agentStates, trialStates, goalStates, runStates, deliverableStates])(
    'of $thing are all reachable',
    (states) => {
      expect(states.unreachable()).toEqual([]);
    },
  );

  it('refuse what design section 4 does not name', () => {
    expect(trialStates.can('converted', 'active')).toBe(false);
    expect(trialStates.can('expired', 'active')).toBe(false);
    expect(goalStates.can('archived', 'approved')).toBe(false);
    expect(goalStates.can('rejected', 'approved')).toBe(false);
    expect(deliverableStates.can('rejected', 'approved')).toBe(false);
    expect(() => moveRun({ status: 'completed' }, 'running')).toThrow('cannot become running');
  });
});

describe('the approval policy', () => {
  const finding = (level: SafetyFinding['level']): SafetyFinding => ({
    rule: 'tokens',
    level,
    text: '',
    figures: {},
  });
  const clean = { agentHasApproved: true, onTrial: true, stoppedBefore: false, findings: [finding('pass')] };

  it('asks a person for the first goal of an agent', () => {
    expect(approvesItself('first_of_agent', { ...clean, agentHasApproved: false })).toBe(false);
    expect(approvesItself('first_of_agent', clean)).toBe(true);
  });

  it('asks a person where our team stopped one like it', () => {
    expect(approvesItself('first_of_agent', { ...clean, stoppedBefore: true })).toBe(false);
  });

  it('asks a person whenever a finding does not pass', () => {
    expect(approvesItself('first_of_agent', { ...clean, findings: [finding('warn')] })).toBe(false);
  });

  it('can ask for all on trial, or all', () => {
    expect(approvesItself('all_on_trial', clean)).toBe(false);
    expect(approvesItself('all_on_trial', { ...clean, onTrial: false })).toBe(true);
    expect(approvesItself('all', { ...clean, onTrial: false })).toBe(false);
  });
});
