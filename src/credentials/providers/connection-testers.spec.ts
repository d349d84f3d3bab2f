import { ConnectionTesters } from './connection-testers.js';
import { DeltaTester } from './delta/delta-tester.js';

const delta = new DeltaTester({
  baseUrl: 'https://api.india.delta.exchange',
  deployment: 'sandbox',
});

const none = { youtube: null, instagram: null, facebook: null, linkedin: null, whatsapp: null };

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

  it('refuses a platform without settings, naming the variable', () => {
    const testers = new ConnectionTesters({ ...none, delta: null });
    expect(refusal(() => testers.for('delta'))).toMatchObject({
      code: 'platform_not_offered',
      detail: expect.stringContaining('DELTA_BASE_URL is not set') as string,
    });
    expect(refusal(() => new ConnectionTesters({ ...none, delta }).for('linkedin'))).toMatchObject({
      detail: 'LinkedIn is not offered here: LINKEDIN_APP_ID is not set.',
      hint: 'Ask an administrator to set it, or choose one of: Delta Exchange.',
    });
    expect(testers.offered()).toEqual([]);
    expect(testers.whyNot(['delta'])).toMatchObject({ code: 'platform_not_offered' });
    expect(new ConnectionTesters({ ...none, delta }).whyNot(['delta'])).toBeUndefined();
    expect(new ConnectionTesters({ ...none, delta }).whyNot(['delta', 'youtube'])?.detail).toContain(
      'YouTube',
    );
    for (const name of ['facebook', 'instagram', 'whatsapp'] as const)
      expect(refusal(() => testers.for(name))).toMatchObject({
        detail: expect.stringContaining('META_APP_ID is not set') as string,
        hint: 'Ask an administrator to set it, or choose one of: none.',
      });
  });

  it('does not compile with an offered platform left out', () => {
    // @ts-expect-error these are offered, so their testers are required
    expect(new ConnectionTesters({}).offered()).toEqual([]);
  });
});
