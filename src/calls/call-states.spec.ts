import { callStates } from './call.states.js';

describe('states of calls', () => {
  it('can all be reached, and a held call stays held', () => {
    expect(callStates.unreachable()).toEqual([]);
    expect(callStates.follows.held).toEqual([]);
  });
});
