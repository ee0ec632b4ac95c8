import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { alertBody, createWorld, START_AT, testRoute } from '../simulation/world.test.fixture.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const at = new Date(START_AT).toISOString();

describe('a route of mode notify', () => {
  const routes = [testRoute({ mode: 'notify' })];

  test('tells the words once in its own chats, and makes no order', async () => {
    const world = await createWorld({ routes });
    const answer = await world.post('Sold *half* of BTC\nat 61000');
    expect(answer).toMatchObject({ status: 200, result: 'accepted' });
    expect(await world.post('Sold *half* of BTC\nat 61000')).toEqual({ ...answer, result: 'duplicate' });
    const notices = await world.notices();
    expect(notices.filter(({ type }) => type === 'signal.noted')).toMatchObject([
      { text: 'Sold *half* of BTC\nat 61000', routeId: 'trend', notes: [] },
    ]);
    expect(world.exchange.orders).toEqual([]);
    expect((await world.journal.listSignals({})).map(({ state, signal }) => [state, signal])).toEqual([['done', null]]);
    await world.restart();
    expect(world.exchange.orders).toEqual([]);
  });

  test('a whole native alert makes no order either', async () => {
    const world = await createWorld({ routes });
    expect(await world.post(alertBody(START_AT, '0', '0.02'))).toMatchObject({ status: 200 });
    await world.clock.advance(60_000);
    expect(world.exchange.orders).toEqual([]);
  });

  test('asks for its secret, and shows none', async () => {
    const world = await createWorld({ routes: [testRoute({ mode: 'notify', secretHash: sha256('planted-secret') })] });
    expect(await world.post('words')).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(await world.post('{"secret":"planted-wrong","msg":"words"}')).toMatchObject({ status: 401 });
    expect(await world.post('{"secret":"planted-secret","msg":"see planted-secret"}')).toMatchObject({ status: 200 });
    const kept = JSON.stringify([await world.notices(), await world.journal.listSignals({})]);
    expect(kept).toContain('see [secret]');
    expect(kept).not.toContain('planted');
  });
});

describe('what is read and has no plan', () => {
  test.each([
    ['a stop order', { orderType: 'stop', stopPrice: '59000' }],
    ['a limit order that only reduces', { orderType: 'limit', price: '61000', reduceOnly: true }],
  ])('%s is refused by name', async (_name, fields) => {
    const world = await createWorld({ routes: [testRoute({ mode: 'order' })] });
    const body = { symbol: 'BTCUSDT.P', action: 'sell', quantity: '0.5', firedAt: at, ...fields };
    expect(await world.post(JSON.stringify(body))).toMatchObject({ status: 422, code: 'unsupported-order-type' });
    expect(world.exchange.orders).toEqual([]);
  });

  test('an alert that is marked as a test is never traded', async () => {
    const world = await createWorld();
    const body = JSON.stringify({ ...JSON.parse(alertBody(START_AT, '0', '0.02')), test: true });
    expect(await world.post(body)).toMatchObject({ status: 200, code: null });
    await world.clock.advance(5_000);
    expect(world.exchange.orders).toEqual([]);
  });
});

describe('dialects that tell positions are traded', () => {
  const keyValues = Object.entries(JSON.parse(alertBody(START_AT, '0', '0.02')))
    .map(([key, value]) => `${key}=${String(value)}`)
    .join('\n');
  const threecommas = JSON.stringify({
    secret: 'planted-secret',
    max_lag: '300',
    timestamp: at,
    trigger_price: '60000',
    tv_exchange: 'BINANCE',
    tv_instrument: 'BTCUSDT.P',
    action: 'buy',
    bot_uuid: 'a-bot',
    strategy_info: {
      market_position: 'long',
      market_position_size: '0.02',
      prev_market_position: 'flat',
      prev_market_position_size: '0',
    },
    order: { amount: '0.02', currency_type: 'base' },
  });
  const tvcbot = JSON.stringify({
    ...JSON.parse(alertBody(START_AT, '0', '0.02')),
    api_sec: 'planted-secret',
    ex: 'BINANCE',
    lever: 5,
    amount: '',
    delay: 0,
  });

  test.each([
    ['kv', keyValues],
    ['threecommas', threecommas],
    ['tvcbot', tvcbot],
  ] as const)('%s', async (dialect, body) => {
    const secretHash = dialect === 'kv' ? null : sha256('planted-secret');
    const world = await createWorld({ routes: [testRoute({ dialect, secretHash })] });
    expect(await world.post(body)).toMatchObject({ status: 200, result: 'accepted' });
    await world.clock.advance(1_000);
    expect(world.held()).toBe('0.02');
    expect(JSON.stringify(await world.journal.listSignals({}))).not.toContain('planted');
  });

  test('a body of another dialect is foreign, whatever it could be read as', async () => {
    for (const [dialect, body] of [
      ['native', keyValues],
      ['native', threecommas],
      ['kv', threecommas],
      ['threecommas', tvcbot],
      ['threecommas', alertBody(START_AT, '0', '0.02')],
    ] as const) {
      const world = await createWorld({ routes: [testRoute({ dialect })] });
      expect(await world.post(body)).toMatchObject({ result: 'refused', code: 'foreign-platform' });
    }
  });
});
