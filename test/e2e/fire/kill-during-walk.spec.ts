import { faultsOf, faultsOfHouse } from '../../../scripts/torture/fire/audit.js';
import {
  COMMAND_UNDER_WAY,
  MAIL_TAKEN,
  RUN_ASKED,
  TEST_ASKED,
  WEB_BLOWS,
  type Blow,
} from '../../../scripts/torture/fire/blows.js';
import { House } from '../../../scripts/torture/fire/house.js';
import { Passenger } from '../../../scripts/torture/fire/passenger.js';
import { round, type Recovery } from '../../../scripts/torture/fire/round.js';

/** Design section 11: working again after a kill. */
const WORKING_AGAIN = 40_000;

/** Three customers, four rounds; every blow by itself, on both queue engines, is played by `npm run torture`. */
describe('Web, worker and PostgreSQL killed while customers are on their way through the runbook', () => {
  let house: House;
  let passengers: Passenger[];
  const recoveries: Record<string, Recovery> = {};

  const webBlow = (step: string): Blow => {
    const found = WEB_BLOWS.find((blow) => blow.step === step);
    if (!found) throw new Error(`nothing kills the web in step ${step}`);
    return found;
  };

  beforeAll(async () => {
    house = await House.open();
    const key = await house.apiKey();
    passengers = [0, 1, 2].map(() => new Passenger(house, key));
    const [one, two, three] = passengers as [Passenger, Passenger, Passenger];
    recoveries.signup = await round(house, 'web', [{ passenger: one, blow: webBlow('0') }]);
    recoveries.worker = await round(house, 'worker', [
      { passenger: one, blow: MAIL_TAKEN },
      { passenger: two, blow: TEST_ASKED },
      { passenger: three, blow: RUN_ASKED },
    ]);
    recoveries.trigger = await round(house, 'web', [{ passenger: one, blow: webBlow('11') }]);
    recoveries.postgres = await round(house, 'postgres', [{ passenger: two, blow: COMMAND_UNDER_WAY }]);
    await Promise.all(passengers.map((passenger) => passenger.finish()));
  }, 180_000);
  afterAll(() => house?.close(), 30_000);

  it('is working again within 40 seconds of each', () => {
    expect(Object.values(recoveries).filter(({ readyMs }) => readyMs > WORKING_AGAIN)).toEqual([]);
    expect(Object.values(recoveries).filter(({ settledMs }) => settledMs > WORKING_AGAIN)).toEqual([]);
  });

  it('takes every customer to the summary mail with each effect once, or flagged unknown', async () => {
    const faults = await Promise.all(
      passengers.map((passenger, at) => faultsOf(house, passenger, at === 0 ? 1 : 0)),
    );
    expect(faults).toEqual([[], [], []]);
  });

  it('keeps every change that was acknowledged, and leaves no work behind', async () => {
    expect(await faultsOfHouse(house)).toEqual([]);
  });
});
