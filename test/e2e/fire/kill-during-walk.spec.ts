import { faultsOf, faultsOfHouse } from '../../../scripts/torture/fire/audit.js';
import {
  COMMAND_UNDER_WAY,
  MAIL_TAKEN,
  RUN_ASKED,
  RUN_TRIGGERED,
  TEST_ASKED,
} from '../../../scripts/torture/fire/blows.js';
import { House } from '../../../scripts/torture/fire/house.js';
import { Passenger } from '../../../scripts/torture/fire/passenger.js';
import { round, type Recovery } from '../../../scripts/torture/fire/round.js';
import { eachEngine, type Engine } from '../../support/engines.js';

/** Design section 11: working again after a kill. */
const WORKING_AGAIN = 40_000;
/** Both houses burn at the same time: most of it is waiting for leases of the dead to end. */
const WHOLE = 180_000;

/** What was left of one house, its three customers at the end of their walks. */
interface Burnt {
  readonly house: House;
  readonly passengers: readonly Passenger[];
  readonly recoveries: Readonly<Record<string, Recovery>>;
}

/** Three customers, three rounds; every blow by itself is played by `npm run torture`. */
async function burn(house: House): Promise<Burnt> {
  const key = await house.apiKey();
  const passengers = [0, 1, 2].map(() => new Passenger(house, key));
  const [one, two, three] = passengers as [Passenger, Passenger, Passenger];
  const worker = await round(house, 'worker', [
    { passenger: one, blow: MAIL_TAKEN },
    { passenger: two, blow: TEST_ASKED },
    { passenger: three, blow: RUN_ASKED },
  ]);
  const web = await round(house, 'web', [{ passenger: one, blow: RUN_TRIGGERED }]);
  const postgres = await round(house, 'postgres', [{ passenger: two, blow: COMMAND_UNDER_WAY }]);
  await Promise.all(passengers.map((passenger) => passenger.finish()));
  return { house, passengers, recoveries: { worker, web, postgres } };
}

describe('Web, worker and PostgreSQL killed while customers are on their way through the runbook', () => {
  const houses: House[] = [];
  const burning: Partial<Record<Engine['name'], Promise<Burnt>>> = {};

  function light(engine: Engine): Promise<Burnt> {
    const burnt = House.open(engine.redisUrl).then((house) => {
      houses.push(house);
      return burn(house);
    });
    // Whoever awaits it hears of a failure; the other engine's tests do not.
    burnt.catch(() => undefined);
    return burnt;
  }

  beforeAll(() => {
    const redisUrl = process.env.TEST_REDIS_URL;
    burning.postgres = light({ name: 'postgres' });
    if (redisUrl !== undefined) burning.redis = light({ name: 'redis', redisUrl });
  });
  afterAll(() => Promise.all(houses.map((house) => house.close())), 30_000);

  eachEngine('queues', ({ name }) => {
    let burnt: Burnt;

    beforeAll(async () => {
      burnt = await (burning[name] ?? Promise.reject(new Error(`nothing burns on ${name}`)));
      const figures = Object.entries(burnt.recoveries).map(
        ([kill, { readyMs, settledMs }]) => `${kill}: ready ${readyMs} ms, settled ${settledMs} ms`,
      );
      process.stderr.write(`Recovery, queues on ${name}: ${figures.join('; ')}\n`);
    }, WHOLE);

    it('is working again within 40 seconds of each', () => {
      const slow = Object.values(burnt.recoveries).filter(
        ({ readyMs, settledMs }) => Math.max(readyMs, settledMs) > WORKING_AGAIN,
      );
      expect(slow).toEqual([]);
    });

    it('takes every customer to the summary mail with each effect once, or flagged unknown', async () => {
      const faults = await Promise.all(
        burnt.passengers.map((passenger, at) => faultsOf(burnt.house, passenger, at === 0 ? 1 : 0)),
      );
      expect(faults).toEqual([[], [], []]);
    });

    it('keeps every change that was acknowledged, and leaves no work behind', async () => {
      expect(await faultsOfHouse(burnt.house)).toEqual([]);
    });
  });
});
