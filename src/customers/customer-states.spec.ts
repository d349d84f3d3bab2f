import { customerStates } from './customer.states.js';
import { domainCheckStates } from './domain-check.states.js';
import { signupStates } from './signup.states.js';
import { waitStates } from './waiting/wait.states.js';

describe('states of signups, domain checks and customers', () => {
  it.each([signupStates, domainCheckStates, customerStates, waitStates])(
    '$thing: every state can be reached',
    (states) => {
      expect(states.unreachable()).toEqual([]);
    },
  );

  it('never wake a closed customer, nor suspend one that is not active', () => {
    expect(customerStates.follows.closed).toEqual([]);
    expect(customerStates.can('in_review', 'suspended')).toBe(false);
    expect(customerStates.can('suspended', 'active')).toBe(true);
  });
});
