import { ema, rsi, sma } from '../../goals/runtimes/market/indicators.js';
import { findDeltaAccount } from '../delta/delta-accounts.js';
import { barAt, priceAt, SANDBOX_PRODUCTS } from '../delta/market-model.js';
import { readToken, tokenFor } from '../linkedin/linkedin-scenarios.js';
import { OutsideWorld } from './outside-world.js';

const now = new Date('2026-02-12T10:20:00Z');
const seconds = now.getTime() / 1000;
const [bitcoin] = SANDBOX_PRODUCTS;

describe(OutsideWorld.name, () => {
  const world = new OutsideWorld({ now: () => now });

  it('turns a key of one’s own into another scenario, under the same secret, and back again', () => {
    const key = 'sandbox_ok_trade-anna7';
    expect(findDeltaAccount(key, world)).toMatchObject({ scenario: 'ok_trade' });
    world.turn('delta', 'ok_trade-anna7', 'ip_blocked');
    expect(findDeltaAccount(key, world)).toMatchObject({
      scenario: 'ip_blocked',
      apiSecret: 'sandbox_secret_ok_trade-anna7',
      whitelist: ['34.123.45.67', '34.123.45.68', '34.123.45.69'],
    });
    expect(findDeltaAccount('sandbox_ok_trade-ben', world)).toMatchObject({ scenario: 'ok_trade' });
    world.turn('delta', 'ok_trade-anna7', 'unknown_key');
    expect(findDeltaAccount(key, world)).toBeNull();
    world.turn('delta', 'ok_trade-anna7', 'ok_trade');
    expect(findDeltaAccount(key, world)).toMatchObject({ scenario: 'ok_trade' });
  });

  it('takes back the authorization of one customer of LinkedIn, not of the next', () => {
    const tokens = ['ok_admin-anna7', 'ok_admin-ben', 'ok_admin'].map((name) => tokenFor(name, now, 'n1'));
    const seen = () => tokens.map((token) => readToken(token, world)?.scenario);
    expect(seen()).toEqual(['ok_admin', 'ok_admin', 'ok_admin']);
    world.turn('linkedin', 'ok_admin-anna7', 'revoked');
    expect(seen()).toEqual(['revoked', 'ok_admin', 'ok_admin']);
  });

  it('lets the market rise at every minute of a week: a clear uptrend that is not overbought', async () => {
    await world.setMood('rising');
    expect(world.risingSince).toBe(seconds);
    for (let minutes = 0; minutes < 7 * 24 * 60; minutes += 37) {
      const at = seconds + minutes * 60;
      const newest = Math.floor(at / 3_600) * 3_600;
      const closes = Array.from(
        { length: 120 },
        (_, back) => barAt(bitcoin!, [newest - (120 - back) * 3_600, 3_600], at, world.risingSince).close,
      );
      const price = priceAt(bitcoin!, at, world.risingSince);
      const [short, long] = [sma(closes, 20)!, sma(closes, 50)!];
      expect([price > short, short > long, ema(closes, 12)! > ema(closes, 26)!]).toEqual([true, true, true]);
      expect(rsi(closes)).toBeLessThan(70);
    }
    await world.setMood('as_it_goes');
    expect(world.risingSince).toBeNull();
  });
});
