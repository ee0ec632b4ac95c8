import { describe, expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import { createFakeBroker, fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { standStop } from '../testing/stand-stop.test.fixture.ts';

const LONG = fakePosition({
  quantity: decimal('0.2'),
  markPrice: decimal('60000'),
  liquidationPrice: decimal('54000'),
});
const SHORT = fakePosition({ symbol: 'ETHUSDT', quantity: decimal('-1'), markPrice: decimal('3000') });

async function benchWithRisk() {
  const bench = await createChatBench([
    { id: 'main', positions: [LONG, SHORT] },
    { id: 'scalps', environment: 'demo' },
  ]);
  await standStop(bench, '59000');
  return bench;
}

describe('/accounts', () => {
  test('shows each account, and all of them together', async () => {
    const bench = await benchWithRisk();
    await bench.say('/accounts');
    expect(plain(bench.texts()[0])).toMatchInlineSnapshot(`
"PAPER main · ✓ connected
equity 10 000.00 USDT · free 10 000.00
unrealised 0.00
2 positions · 1 open order · one-way

DEMO scalps · ✓ connected
equity 10 000.00 USDT · free 10 000.00
unrealised 0.00
0 positions · 0 open orders · one-way

Together 20 000.00 USDT
free 20 000.00 · unrealised 0.00"
`);
    await bench.say('/accounts @scalps');
    expect(plain(bench.texts()[0])).not.toContain('main');
  });

  test('shows a trader of one account that one alone', async () => {
    const bench = await benchWithRisk();
    await bench.say('/accounts', { from: 222 });
    expect(bench.texts()[0]).not.toContain('scalps');
    await bench.say('/risk @scalps', { from: 222 });
    expect(bench.texts()[0]).toContain('There is no account @scalps');
  });
});

describe('/risk', () => {
  test('shows exposure, leverage, the closest liquidation and what has no stop', async () => {
    const bench = await benchWithRisk();
    await bench.say('/risk');
    expect(plain(bench.texts()[0])).toMatchInlineSnapshot(`
"PAPER main · 2 positions
exposure 15 000.00 USDT · long 12 000.00, short 3 000.00 · 1.50x of equity
equity 10 000.00 · margin ratio 0 % · at the stops −200.00
closest liquidation BTCUSDT LONG at 54 000.0, 10 % away
⚠️ no stop: ETHUSDT SHORT

DEMO scalps · 0 positions
exposure 0.00 USDT · 0.00x of equity
equity 10 000.00 · margin ratio 0 %

Together
exposure 15 000.00 USDT · long 12 000.00, short 3 000.00 · 0.75x of equity
equity 20 000.00 · margin ratio 0 % · at the stops −200.00"
`);
  });

  test('says how old it is where the exchange does not answer', async () => {
    const bench = await benchWithRisk();
    bench.broker('main').script.always('getPositions', () => {
      throw new BrokerError('network', { message: 'The line is down.', operation: 'getPositions' });
    });
    await bench.say('/risk @main');
    expect(plain(bench.texts()[0])).toContain('no answer; as heard');
  });
});

test.each(['/accounts', '/risk', '/balance'])(
  '%s adds nothing up while one account was never read',
  async (command) => {
    const bench = await benchWithRisk();
    await bench.say(command);
    expect(bench.texts()[0]).toContain('Together');
    const late = createFakeBroker({ id: 'late', clock: bench.clock });
    late.script.always('getAccount', () => {
      throw new BrokerError('network', { message: 'The line is down.', operation: 'getAccount' });
    });
    bench.manager.add(late);
    await bench.say(command);
    const text = bench.texts()[0];
    expect(text).toContain('late');
    expect(text).not.toContain('Together');
  },
);
