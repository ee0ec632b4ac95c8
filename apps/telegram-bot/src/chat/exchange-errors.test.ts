import { describe, expect, test } from 'vitest';
import { BROKER_ERROR_CODES, BrokerError, decimal, type BrokerErrorCode, type Logger } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';

const CODES = Object.keys(BROKER_ERROR_CODES) as BrokerErrorCode[];
const READS = [
  'getAccount',
  'getPositions',
  'getPosition',
  'getMarkPrice',
  'getLeverage',
  'getLeverageBrackets',
  'getMarginType',
  'getPositionMode',
  'getOrder',
  'findOrder',
  'getOpenOrders',
  'getFills',
] as const;
const COMMANDS = [
  '/status',
  '/positions',
  '/balance',
  '/accounts',
  '/risk',
  '/orders',
  '/order 123456789',
  '/fills',
  '/pnl',
  '/price BTCUSDT',
  '/funding BTCUSDT',
  '/long BTCUSDT 0.01',
  '/close BTCUSDT',
  '/sl BTCUSDT 59000',
  '/reverse BTCUSDT',
  '/leverage BTCUSDT 5',
  '/posmode hedge',
  '/panic',
];

describe.each(CODES)('while the exchange answers every look with %s', (code) => {
  test('each command is answered in one message of plain words, or by its picture, and sends nothing', async () => {
    const logged: unknown[] = [];
    const log = (...entry: unknown[]) => void logged.push(entry);
    const logger: Logger = { debug: log, info: log, warn: log, error: log };
    const position = fakePosition({ quantity: decimal('0.02') });
    const bench = await createChatBench([{ id: 'main', positions: [position] }], { logger });
    for (const method of READS) {
      bench.broker('main').script.always(method, () => {
        throw new BrokerError(code, {
          operation: method,
          message: `${method}: Binance says -1: {"code":-1,"msg":"no"}\n    at x (/srv/a.ts:1:2)`,
          venue: { name: 'Binance', code: -1, message: '{"code":-1}' },
        });
      });
    }
    for (const command of COMMANDS) {
      const before = bench.sent.length;
      await bench.say(command);
      const sent = bench.sent.slice(before);
      expect([command, sent.length]).toEqual([command, 1]);
      const said = JSON.stringify(sent[0]?.payload['text'] ?? sent[0]?.payload['caption'] ?? 'a picture');
      expect([command, said.length > 0]).toEqual([command, true]);
      expect([command, said]).not.toEqual([command, expect.stringMatching(/\{\\?"|\.ts:\d|undefined|\[object/u)]);
      const [, errorId] = /\(error (e\d+)\)/u.exec(said) ?? [];
      if (errorId !== undefined) expect(JSON.stringify(logged)).toContain(`"errorId":"${errorId}"`);
    }
    expect(bench.engine.trades).toEqual([]);
  });
});

test('a look whose failure nobody expected says that nothing was sent, and where the log has it', async () => {
  const logged: unknown[] = [];
  const log = (...entry: unknown[]) => void logged.push(entry);
  const bench = await createChatBench(undefined, { logger: { debug: log, info: log, warn: log, error: log } });
  bench.engine.routes = () => {
    throw new BrokerError('timeout', { operation: 'getOrder', message: 'no answer\n    at x (/srv/a.ts:1:2)' });
  };
  await bench.say('/routes');
  expect(bench.texts()).toEqual([
    'The exchange could not be asked: No answer in time. Nothing was sent to it. Try again in a moment (error e1).',
  ]);
  expect(JSON.stringify(logged)).toMatch(/"errorId":"e1".*"code":"timeout","operation":"getOrder"/u);
});
