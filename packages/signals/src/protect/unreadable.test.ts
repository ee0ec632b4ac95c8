import { describe, expect, test } from 'vitest';
import type { Route } from '../route.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, told } from './protect-world.test.fixture.ts';

const FROM_ALERT = { fromAlert: true, triggerBy: 'mark' } as const;
const TAKES: Partial<Route> = { overrides: ['protect'], stopLoss: null, takeProfits: [] };

async function post(world: World, step: readonly [string, string], fields: Readonly<Record<string, string>>) {
  await world.post(JSON.stringify({ ...JSON.parse(world.bodyOf(...step)), ...fields }));
  await world.clock.advance(2_000);
}

const codes = async (world: World) => (await told(world, 'signal.rejected')).map(({ code }) => code);
const notes = async (world: World) => (await told(world, 'signal.received')).at(-1)?.notes ?? [];

describe('where the route takes the alert’s protection and it cannot be read', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['a target beside a good stop', { stopLoss: '59000', tp1: 'NaN' }, 'nan-value'],
    ['a stop', { stopLoss: 'NaN' }, 'nan-value'],
    ['a stop with a unit', { stopLoss: '2%' }, 'ambiguous-unit'],
    ['two stops that differ', { stopLoss: '59000', sl: '58000' }, 'conflicting-fields'],
    ['a stop that was not filled in', { sl: '{{plot_1}}' }, 'unresolved-placeholder'],
  ])('%s: nothing is opened', async (_name, fields, code) => {
    const world = await protectedWorld(TAKES);
    await post(world, ['0', '0.02'], fields);
    expect(world.held()).toBe('0');
    expect(await codes(world)).toEqual([code]);
  });

  test('a turn closes and does not open', async () => {
    const world = await protectedWorld(TAKES);
    await post(world, ['0', '0.02'], { stopLoss: '59000' });
    await post(world, ['0.02', '-0.02'], { stopLoss: 'NaN' });
    expect(world.held()).toBe('0');
    expect(await codes(world)).toEqual(['nan-value']);
  });

  test('an addition is refused, and what stands stays', async () => {
    const world = await protectedWorld(TAKES);
    await post(world, ['0', '0.02'], { stopLoss: '59000' });
    await post(world, ['0.02', '0.03'], { stopLoss: '59500', tp1: 'NaN' });
    expect(world.held()).toBe('0.02');
    expect(standing(world)).toEqual(['stop sell 59000']);
  });

  test('a close and a reduction go, and say what they did not look at', async () => {
    const world = await protectedWorld(TAKES);
    await post(world, ['0', '0.02'], { stopLoss: '59000' });
    await post(world, ['0.02', '0.01'], { stopLoss: 'NaN' });
    expect(world.held()).toBe('0.01');
    expect(await notes(world)).toEqual([
      'stopLoss is NaN; the script has no number there.',
      'That is for entries only, and this is none.',
    ]);
    await post(world, ['0.01', '0'], { tp1: 'NaN' });
    expect(world.held()).toBe('0');
    expect(await codes(world)).toEqual([]);
  });
});

test('where it takes the stop alone, a target that cannot be read holds nothing up', async () => {
  const world = await protectedWorld({ stopLoss: FROM_ALERT, takeProfits: [] });
  await post(world, ['0', '0.02'], { stopLoss: '59000', tp1: 'NaN' });
  expect(standing(world)).toEqual(['stop sell 59000']);
  expect(await notes(world)).toContain('Ignored, the route’s own protection stands: the targets.');
});

test('where it takes none, it is noted and the route’s own stands', async () => {
  const world = await protectedWorld({ takeProfits: [] });
  await post(world, ['0', '0.02'], { stopLoss: 'NaN', tp1: 'NaN' });
  expect(standing(world)).toEqual(['stop sell 59100']);
  expect(await notes(world)).toContain('Ignored, the route’s own protection stands: the stop and the targets.');
});
