import { credentialStates } from './credential.states.js';

describe('credentialStates', () => {
  it('reaches every state, and leaves none after disconnected', () => {
    expect(credentialStates.unreachable()).toEqual([]);
    expect(credentialStates.follows.disconnected).toEqual([]);
  });
});
