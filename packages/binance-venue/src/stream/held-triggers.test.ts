import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { openVenue, send } from '../rest.test.fixture.ts';
import { openAccount, summaryOf } from './stream.test.fixture.ts';
import { at } from '../json.test.fixture.ts';

const STOP = { side: 'SELL', type: 'STOP_MARKET', quantity: '0.010', reduceOnly: 'true', triggerPrice: '59000' };

/** An account that is long, whose stop has triggered and is held. */
async function openHeld(stop: Record<string, string> = {}) {
  const venue = await openVenue();
  const { rest, stream, order, algo } = await openAccount(venue);
  await order({ side: 'BUY', type: 'MARKET', quantity: '0.010' });
  await stream.heard(4);
  venue.holdTriggers(true);
  await algo({ ...STOP, clientAlgoId: 'stop', ...stop });
  await stream.heard(5);
  stream.forget();
  venue.setPrice('BTCUSDT', decimal('58990'));
  await stream.heard(1);
  return { venue, rest, stream };
}

test('a conditional order that is held stays in TRIGGERING, whatever the price does, and executes when it is let go', async () => {
  const { venue, rest, stream } = await openHeld();
  venue.setPrice('BTCUSDT', decimal('60000'));
  venue.setPrice('BTCUSDT', decimal('58000'));
  expect(stream.frames.map(summaryOf)).toEqual(['algo stop TRIGGERING']);
  expect(venue.state()).toMatchObject({
    openAlgoOrders: [{ clientOrderId: 'stop', algoStatus: 'TRIGGERING', orderId: null }],
    positions: [{ quantity: '0.01' }],
  });
  const { body } = await rest.get('/fapi/v1/algoOrder', { clientAlgoId: 'stop' });
  expect(body).toMatchObject({ algoStatus: 'TRIGGERING', actualOrderId: '', actualQty: '0.000' });
  const triggeredAt = at(body, 'triggerTime');
  expect((await rest.get('/fapi/v1/openAlgoOrders')).body).toMatchObject([{ clientAlgoId: 'stop' }]);

  stream.forget();
  venue.holdTriggers(false);
  expect((await stream.heard(6)).map(summaryOf)).toEqual([
    'order stop NEW NEW l=0 z=0',
    'lite stop l=0.010',
    'account ORDER BOTH 0',
    'order stop TRADE FILLED l=0.01 z=0.01',
    'algo stop TRIGGERED aq=0',
    'algo stop FINISHED aq=0.01',
  ]);
  expect(at(stream.frames[3], 'o')).toMatchObject({ L: '58000' });
  expect((await rest.get('/fapi/v1/algoOrder', { clientAlgoId: 'stop' })).body).toMatchObject({
    algoStatus: 'FINISHED',
    triggerTime: triggeredAt,
  });
  expect(venue.state()).toMatchObject({ openAlgoOrders: [], positions: [] });
});

test('what is held can neither be canceled nor named anew', async () => {
  const { rest, venue } = await openHeld();
  expect(await rest.delete('/fapi/v1/algoOrder', { clientAlgoId: 'stop' })).toMatchObject({
    status: 400,
    body: { code: -2011, msg: 'Unknown order sent.' },
  });
  await rest.delete('/fapi/v1/algoOpenOrders', { symbol: 'BTCUSDT' });
  expect(venue.state().openAlgoOrders).toMatchObject([{ algoStatus: 'TRIGGERING' }]);
  const again = { algoType: 'CONDITIONAL', symbol: 'BTCUSDT', ...STOP, triggerPrice: '58000', clientAlgoId: 'stop' };
  expect((await rest.post('/fapi/v1/algoOrder', again)).body).toMatchObject({ code: -4116 });
});

test('one that finds nothing to reduce when it is let go is refused then', async () => {
  const { rest, venue, stream } = await openHeld();
  await rest.post('/fapi/v1/order', { symbol: 'BTCUSDT', side: 'SELL', type: 'MARKET', quantity: '0.010' });
  await stream.heard(5);
  stream.forget();
  venue.holdTriggers(false);
  expect((await stream.heard(1)).map(summaryOf)).toEqual(['algo stop EXPIRED']);
});

test('the control door holds and lets go', async () => {
  const { venue } = await openHeld();
  const state = (holdTriggers: unknown) =>
    send(`${venue.url}/__control/state`, { method: 'POST', body: JSON.stringify({ holdTriggers }) });
  expect((await state(false)).status).toBe(200);
  expect(venue.state().openAlgoOrders).toEqual([]);
  expect((await state('yes')).status).toBe(400);
});
