import { ConnectionTesters } from './connection-testers.js';
import { DeltaTester } from './delta/delta-tester.js';

const delta = new DeltaTester({
  baseUrl: 'https://api.india.delta.exchange',
  deployment: 'sandbox',
});

const none = { youtube: null, instagram: null, facebook: null, linkedin: null };

function refusal(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe(ConnectionTesters.name, () => {
  it('finds the tester of an offered platform', () => {
    const testers = new ConnectionTesters({ ...none, delta });
    expect(testers.for('delta')).toBe(delta);
    expect(testers.offered()).toEqual(['delta']);
  });

  it('refuses a platform this version does not offer, saying which it does', () => {
    const testers = new ConnectionTesters({ ...none, delta });
    expect(refusal(() => testers.for('whatsapp'))).toMatchObject({
      code: 'platform_not_offered',
      detail: 'WhatsApp cannot be connected in this version.',
      hint: 'Choose one of: Delta Exchange.',
    });
  });

  it('refuses a platform without settings, naming the variable', () => {
    const testers = new ConnectionTesters({ ...none, delta: null });
    expect(refusal(() => testers.for('delta'))).toMatchObject({
      code: 'platform_not_offered',
      detail: expect.stringContaining('DELTA_BASE_URL is not set') as string,
    });
    expect(testers.offered()).toEqual([]);
    expect(refusal(() => testers.for('instagram'))).toMatchObject({
      detail: expect.stringContaining('META_APP_ID is not set') as string,
    });
  });

  it('does not compile with an offered platform left out', () => {
    // @ts-expect-error these are offered, so their testers are required
    expect(new ConnectionTesters({}).offered()).toEqual([]);
  });
});
