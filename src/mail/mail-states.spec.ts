import { mailStates } from './mail.states.js';

it('has no state that cannot be reached', () => {
  expect(mailStates.unreachable()).toEqual([]);
});
