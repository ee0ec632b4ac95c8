import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { at, rowAt, type Row } from '../json.test.fixture.ts';
import { openVenue } from '../rest.test.fixture.ts';
import { openAccount } from './stream.test.fixture.ts';

/** Frames captured on Binance's production, where they are at hand: they are not ours to keep here. */
const FOLDER = join(import.meta.dirname, '../../../../../shared/fixtures/binance-usdm-frames');
const hasFrames = existsSync(FOLDER);
const reason = hasFrames ? '' : ' (skipped: the captured frames are not here)';
const testFrames = hasFrames ? test : test.skip;

/** Each file is several JSON objects, one after another. */
function capturedFrames(file: string): readonly Row[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split(/(?<=^\})\s*(?=\{)/m)
    .map((text) => JSON.parse(text));
}

/** Names and types of all fields, in their order. */
function shapeOf(frame: Row): unknown {
  const fields = (value: object) => Object.entries(value).map(([key, one]) => `${key}: ${typeof one}`);
  return { ...frame, T: 'time', E: 'time', o: fields(rowAt(frame, 'o')) };
}

const OF_ALGO = ['aq'];
const OF_ORDER = ['x', 'o', 'ot', 'sp', 'ss', 'st'];
const OF_BOTH = ['X', 'f', 'R', 'cp', 'wt', 'pm', 'V', 'er'];

/** What happened, without names and amounts. */
function stepOf(frame: Row): string {
  const isAlgo = frame['e'] === 'ALGO_UPDATE';
  const told = [...OF_BOTH, ...(isAlgo ? OF_ALGO : OF_ORDER)].map((field) => at(frame, 'o', field));
  return JSON.stringify([frame['e'], ...told, isAlgo && at(frame, 'o', 'ai') !== '']);
}

const EVENTS = 'ORDER_TRADE_UPDATE/ALGO_UPDATE';
const ORDER = { symbol: 'DOGEUSDT', side: 'BUY', quantity: '800' };

const REPLAYS: Readonly<Record<string, (account: Awaited<ReturnType<typeof openReplay>>) => Promise<void>>> = {
  'LimitSubmittedCancelled.json': async ({ order, rest }) => {
    await order({ ...ORDER, type: 'LIMIT', timeInForce: 'GTC', price: '0.15', newClientOrderId: 'a' });
    await rest.delete('/fapi/v1/order', { symbol: 'DOGEUSDT', origClientOrderId: 'a' });
  },
  'MarketSubmittedFilled.json': async ({ order }) => void (await order({ ...ORDER, type: 'MARKET' })),
  'StopMarketSubmitPartiallyFilledFilled.json': async ({ venue, algo }) => {
    venue.setLiquidity(decimal('760'));
    await algo({ ...ORDER, type: 'STOP_MARKET', triggerPrice: '0.25' });
    venue.setPrice('DOGEUSDT', decimal('0.25'));
    venue.setPrice('DOGEUSDT', decimal('0.25'));
  },
  'StopMarketSubmittedCanceled.json': async ({ rest, algo }) => {
    await algo({ ...ORDER, type: 'STOP_MARKET', triggerPrice: '0.25', clientAlgoId: 'a' });
    await rest.delete('/fapi/v1/algoOrder', { clientAlgoId: 'a' });
  },
};

async function openReplay() {
  const venue = await openVenue({ prices: { DOGEUSDT: decimal('0.2') } });
  return { venue, ...(await openAccount(venue, EVENTS)) };
}

/** The captured fills of one moment came at once; ours need two prices, so TRIGGERED stands between them. */
const sortTriggered = (steps: readonly string[]) =>
  steps.toSorted((a, b) => Number(a.includes('TRIGGERED')) - Number(b.includes('TRIGGERED')));

testFrames.each(Object.keys(REPLAYS))(`what %s tells, the venue tells in the same fields${reason}`, async (file) => {
  const captured = capturedFrames(file);
  const account = await openReplay();
  await REPLAYS[file]?.(account);
  const told = await account.stream.heard(captured.length);
  const raw = account.stream.texts.map((text) => JSON.parse(text));
  expect(sortTriggered(told.map(stepOf))).toEqual(sortTriggered(captured.map(stepOf)));
  const byStep = (frames: readonly Row[]) => new Map(frames.map((frame) => [stepOf(frame), shapeOf(frame)]));
  expect(byStep(raw)).toEqual(byStep(captured.map((frame) => ({ ...frame }))));
});

testFrames(`every captured file of today's services has its replay${reason}`, () => {
  // a stop of the plain service, before it moved to the algo service, and an event that is no longer sent
  const old = ['StopLimitSubmittedExpired.json'];
  expect(readdirSync(FOLDER).toSorted()).toEqual([...Object.keys(REPLAYS), ...old].toSorted());
});
