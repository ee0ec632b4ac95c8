import { describe, expect, test } from 'vitest';
import { alertBody, createWorld, START_AT, testRoute } from '../simulation/world.test.fixture.ts';

const members = Object.entries(JSON.parse(alertBody(START_AT, '0', '0.02')) as object);
const jsonOf = (entries: readonly (readonly [string, unknown])[]) => JSON.stringify(Object.fromEntries(entries));
const linesOf = (entries: readonly (readonly [string, unknown])[]) =>
  entries.map(([key, value]) => `${key}=${String(value)}`).join('\n');
const withInner = (inner: object) => jsonOf([...members, ['extra', inner]]);

describe('one alert is the same alert', () => {
  test.each([
    ['with its members in another order', 'native', jsonOf(members), jsonOf(members.toReversed())],
    ['with blanks and line ends', 'native', jsonOf(members), JSON.stringify(Object.fromEntries(members), null, 2)],
    [
      'with inner members in another order',
      'native',
      withInner({ a: 1, b: [{ c: 2, d: 3 }] }),
      withInner({ b: [{ d: 3, c: 2 }], a: 1 }),
    ],
    ['with its lines in another order', 'kv', linesOf(members), linesOf(members.toReversed())],
  ] as const)('%s', async (_what, dialect, first, again) => {
    const world = await createWorld({ routes: [testRoute({ dialect })] });
    const answer = await world.post(first);
    expect(answer).toMatchObject({ status: 200, result: 'accepted' });
    expect(await world.post(again)).toEqual({ ...answer, result: 'duplicate' });
  });

  test('known by its id, too', async () => {
    const world = await createWorld({ routes: [testRoute({ perFireId: true })] });
    const fired = [...members, ['id', 'fire-1']] as const;
    const answer = await world.post(jsonOf(fired));
    expect(await world.post(jsonOf(fired.toReversed()))).toEqual({ ...answer, result: 'duplicate' });
  });
});

test.each([
  ['another order in a list', withInner([1, 2]), withInner([2, 1])],
  ['members that change places with each other', withInner({ a: 1, b: 2 }), withInner({ a: 2, b: 1 })],
  ['a number written another way', withInner({ a: '1.0' }), withInner({ a: '1' })],
  ['one member less', withInner({ a: 1 }), withInner({})],
])('%s is another alert', async (_what, first, other) => {
  const world = await createWorld({ routes: [testRoute()] });
  expect(await world.post(first)).toMatchObject({ result: 'accepted' });
  expect(await world.post(other)).toMatchObject({ result: 'accepted' });
});

test('what is stored has the order in which it came', async () => {
  const world = await createWorld({ routes: [testRoute()] });
  const body = jsonOf(members.toReversed());
  await world.post(body);
  expect((await world.journal.listSignals({})).map((row) => row.body)).toEqual([body]);
});
