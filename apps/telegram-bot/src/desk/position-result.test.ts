import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { FillRow } from '@perpdesk/journal/port';
import { createDeskBench } from '../testing/desk-bench.ts';
import { intentRow, signalRow } from '../testing/story-rows.ts';
import { readPositionResult, type EndedPosition } from './position-result.ts';

const OWN = intentRow();

/** `+0.02 10 0.5`: bought so much, what it realised, its fee, and in what; `own` for an order of the desk's own. */
function fillOf(line: string, index: number): FillRow {
  const isOwn = line.endsWith(' own');
  const [quantity = '', realizedPnl = '0', fee = '0', feeAsset = 'USDT'] = line.replace(' own', '').split(' ');
  return {
    brokerId: 'main',
    symbol: 'BTCUSDT',
    tradeId: `${index + 8}`,
    intentId: isOwn ? OWN.id : null,
    clientOrderId: null,
    side: quantity.startsWith('+') ? 'buy' : 'sell',
    positionSide: 'net',
    quantity: quantity.slice(1),
    price: '60000',
    fee,
    feeAsset,
    realizedPnl,
    // several in one millisecond
    venueAt: 1_000 + 10 * Math.floor(index / 2),
    recordedAt: 1_005 + 10 * Math.floor(index / 2),
  };
}

async function read(fills: readonly string[], ended: Partial<EndedPosition> = {}) {
  const { journal, manager } = await createDeskBench([{ id: 'main' }]);
  await journal.acceptSignal(signalRow(), []);
  await journal.commit([{ type: 'intent-insert', intent: OWN }]);
  await journal.commit(
    fills.map((line, index) => ({
      type: 'fill-insert',
      fill: { ...fillOf(line, index), ...(ended.brokerId === undefined ? {} : { brokerId: ended.brokerId }) },
    })),
  );
  return readPositionResult(
    { journal, manager },
    {
      brokerId: 'main',
      symbol: 'BTCUSDT',
      positionSide: 'net',
      lastTradeId: null,
      after: decimal('0'),
      toldAt: 9_000,
      ...ended,
    },
  );
}

async function resultOf(fills: readonly string[], ended: Partial<EndedPosition> = {}) {
  const result = await read(fills, ended);
  if (result === null) return null;
  const { realizedPnl, fees, otherFees, isWhole, since } = result;
  const other = otherFees.map(({ asset, amount }) => `${amount.toFixed()} ${asset}`);
  return [realizedPnl.toFixed(), fees.toFixed(), ...other, isWhole ? 'whole' : 'part', since].join(' ');
}

describe('what a position brought', () => {
  test('is what all of its closes did, less all of its fees', async () => {
    expect(await resultOf(['+0.02 0 0.5', '-0.01 10 0.25', '+0.01 0 0.2', '-0.02 4 0.3'])).toBe('14 1.25 whole 1000');
  });

  test('nothing of the one before it, or the one after it, counts', async () => {
    const fills = ['+0.02 0 5', '-0.02 100 5', '-0.01 0 0.1', '+0.01 3 0.2', '-0.03 0 7'];
    expect(await resultOf(fills, { lastTradeId: '11' })).toBe('3 0.3 whole 1010');
    // told before the next one began
    expect(await resultOf(fills, { toldAt: 1_017 })).toBe('3 0.3 whole 1010');
  });

  test('an order that turns it is of both, each by its part', async () => {
    const fills = ['+0.02 0 0.5', '-0.05 10 1', '+0.03 6 0.3'];
    expect(await resultOf(fills, { lastTradeId: '9', after: decimal('-0.03') })).toBe('10 0.9 whole 1000');
    expect(await resultOf(fills, { lastTradeId: '10' })).toBe('6 0.9 whole 1000');
  });

  test('an order that turns it in several fills', async () => {
    const fills = ['+0.02 0 0.5', '-0.01 5 0.1', '-0.02 5 0.2', '-0.01 0 0.1'];
    expect(await resultOf(fills, { lastTradeId: '11', after: decimal('-0.02') })).toBe('10 0.7 whole 1000');
  });

  test('is not whole where it began before what is known', async () => {
    expect(await resultOf(['-0.01 10 0.25', '-0.02 4 0.3'])).toBe('14 0.55 part 1000');
    expect(await resultOf([])).toBeNull();
    expect(await resultOf(['+0.01'], { lastTradeId: 'another' })).toBeNull();
  });

  test('counts a close that was executed when its end was told, and written down a little later', async () => {
    const fills = ['+0.02 0 0.5 USDT own', '-0.02 7 0.4', '+0.02 0 0.5 USDT own', '-0.02 -3 0.4'];
    expect(await resultOf(fills, { toldAt: 1_012 })).toBe('-3 0.9 whole 1010');
  });

  test('is not known before its close is: an entry of the desk’s own ends nothing', async () => {
    const fills = ['+0.02 0 0.5 USDT own', '-0.02 7 0.4', '+0.02 0 0.5 USDT own'];
    expect(await resultOf(fills)).toBeNull();
    expect(await resultOf(fills.slice(0, 1))).toBeNull();
    // its own close, which was told before it was heard of
    expect(await resultOf([...fills, '-0.02 -3 0.4 USDT own'])).toBe('-3 0.9 whole 1010');
  });

  test('fees in another asset are named beside it', async () => {
    expect(await resultOf(['+0.02 0 0.001 BNB', '-0.02 10 0.5'])).toBe('10 0.5 0.001 BNB whole 1000');
  });

  test('names what it is counted in, also while the account’s instruments are not there', async () => {
    const fills = ['+0.02 0 0.001 BNB', '-0.02 10 0.5'];
    expect(await read(fills)).toMatchObject({ asset: 'USDT' });
    expect(await read(fills, { brokerId: 'away' })).toMatchObject({ asset: 'USDT', otherFees: [{ asset: 'BNB' }] });
    const inBnb = ['+0.02 0 0.001 BNB', '-0.02 10 0.002 BNB'];
    expect(await read(inBnb, { brokerId: 'away' })).toMatchObject({ asset: null });
  });

  test('is found among more fills than are looked at first', async () => {
    const adds = Array.from({ length: 400 }, () => '+0.01 0 0.1');
    expect(await resultOf([...adds, '-4 50 1'])).toBe('50 41 whole 1000');
  });
});
