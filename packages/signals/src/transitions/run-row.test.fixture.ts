import { type PositionMode } from '@perpdesk/broker-core';
import { createStreams, type Streams } from '../ledger/streams.test.fixture.ts';
import type { Route } from '../route.ts';

/** One line of a table: what is there, what comes, and what must be there then. */
export interface Row {
  readonly mode: PositionMode;
  /** Of the strategy before the step; where it was flat, after it. */
  readonly direction: 'long' | 'short';
  readonly transition: keyof typeof STEPS;
  /** Done by hand before the step: 1 with the strategy's direction, or 1 against it. */
  readonly drift: 'none' | '+' | '-';
  readonly policy: Route['onDrift'];
}

/** In the table's own words. */
export interface Outcome {
  readonly orders: string;
  readonly owned: string;
  readonly held: string;
  readonly notices: string;
}

/** The strategy's positions, for long. */
export const STEPS = {
  open: ['0', '2'],
  add: ['2', '3'],
  reduce: ['2', '1'],
  close: ['2', '0'],
  reverse: ['2', '-2'],
  'noop-in': ['2', '2'],
  'noop-flat': ['0', '0'],
} as const;

/**
 * Plays a row in the virtual world. Orders and notices are those since the hand's trade.
 *
 * @param beside What a second strategy, `b`, owns by then.
 */
export async function runRow(row: Row, overrides: Partial<Route>, beside: string | null = null): Promise<Outcome> {
  const streams = await createStreams(row.mode, { onDrift: row.policy, ...overrides });
  const [from, to] = STEPS[row.transition].map((amount) => toDirection(amount, row.direction));
  if (from === undefined || to === undefined) throw new RangeError(`No step ${row.transition}.`);
  if (beside !== null) await streams.step('b', '0', beside);
  if (from !== '0') await streams.step('a', '0', from);
  streams.orders();
  await streams.notices();
  await tradeByHand(streams, row, from !== '0');
  await streams.step('a', from, to, 40_000);
  const all = await streams.owned();
  const owned = beside === null ? all.replace(/^a /, '') : all;
  const notices = (await streams.notices()).join(' ');
  return { orders: streams.orders().join(', '), owned: owned || '0', held: streams.held() || '0', notices };
}

/** Against nothing that is held, hedge mode knows only the other side. */
async function tradeByHand({ world }: Streams, { mode, direction, drift }: Row, isIn: boolean): Promise<void> {
  if (drift === 'none') return;
  const other = direction === 'long' ? 'short' : 'long';
  const isOther = mode === 'hedge' && drift === '-' && !isIn;
  const side = mode === 'one-way' ? 'net' : isOther ? other : direction;
  const isBuy = (direction === 'long') === (drift === '+');
  world.exchange.tradeByHand(isBuy ? 'buy' : 'sell', '1', side);
  await world.clock.advance(5_000);
}

function toDirection(amount: string, direction: Row['direction']): string {
  if (direction === 'long' || amount === '0') return amount;
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}

/** Lines of `mode direction transition drift policy | orders | owned | held | notices`. */
export function readTable(text: string): readonly (readonly [name: string, row: Row, expected: Outcome])[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [head = '', orders = '', owned = '', held = '', notices = ''] = line.split('|').map((cell) => cell.trim());
    const words = head.split(/\s+/);
    return [words.join(' '), toRow(words), { orders, owned, held, notices }];
  });
}

function toRow([mode, direction, transition, drift, policy = 'ledger']: readonly string[]): Row {
  return {
    mode: oneOf(['one-way', 'hedge'], mode),
    direction: oneOf(['long', 'short'], direction),
    transition: oneOf(['open', 'add', 'reduce', 'close', 'reverse', 'noop-in', 'noop-flat'], transition),
    drift: oneOf(['none', '+', '-'], drift),
    policy: oneOf(['ledger', 'absolute', 'halt'], policy),
  };
}

function oneOf<const T extends string>(values: readonly T[], text: string | undefined): T {
  const value = values.find((one) => one === text);
  if (value === undefined) throw new RangeError(`${text} is none of ${values.join(', ')}.`);
  return value;
}
