import { expect, test } from 'vitest';
import { createWorld, testRoute } from '../simulation/world.test.fixture.ts';
import { refusals } from '../wishes/wish-world.test.fixture.ts';

const hours = (from: string, to: string) => ({ from, to, timeZone: 'UTC' });

// the alerts come at 07:00
test.each([
  ['the route’s', hours('08:00', '22:00'), hours('06:00', '23:00'), ['limit-hours']],
  ['the account’s', hours('06:00', '23:00'), hours('08:00', '22:00'), ['limit-hours']],
  ['neither', hours('06:00', '23:00'), hours('22:00', '08:00'), []],
])('the hours of route and account both hold: outside %s', async (_name, ofRoute, ofAccount, codes) => {
  const world = await createWorld({
    routes: [testRoute({ limits: { ...testRoute().limits, hours: ofRoute } })],
    accountLimits: { one: { hours: ofAccount } },
  });
  await world.alert('0', '1');
  await world.clock.advance(1_000);
  expect(await refusals(world)).toEqual(codes);
});
