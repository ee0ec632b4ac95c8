import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench } from '../testing/chat-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { intentRow, signalRow, storeRows } from '../testing/story-rows.ts';
import { BOTH, CODES, SECRET, askCode, benchOf, code, rules, wrongCode } from './approval-bench.test.fixture.ts';

describe('what takes it', () => {
  const position = fakePosition({ quantity: decimal('0.02'), markPrice: decimal('60000') });
  async function asks(command: string, approvals = rules({ codeFrom: { owner: decimal('0'), trader: decimal('0') } })) {
    const bench = await createChatBench([{ id: 'main', positions: [position] }], { approvals });
    bench.engine.routeStates = [
      {
        id: 'trend',
        execute: 'notify',
        configured: 'notify',
        brokerIds: ['main'],
        symbols: [],
        switched: null,
      } as never,
    ];
    if (command === '/resume') bench.engine.set({ paused: true, pausedBy: ['user:111'] });
    await bench.say(command);
    const [yes] = bench.buttons();
    if (yes !== undefined) await bench.tap(yes);
    return bench.texts().some((text) => text.includes('authenticator app'));
  }

  test.each([
    ['/long BTCUSDT 0.01', true],
    ['/short ETHUSDT 0.1', true],
    ['/reverse BTCUSDT', true],
    ['/sl BTCUSDT off', true],
    ['/leverage ETHUSDT 20', true],
    ['/leverage ETHUSDT 5', false],
    ['/route trend auto', true],
    ['/resume', true],
    ['/grant 999 trader', true],
    ['/sl BTCUSDT 59000', false],
    ['/tp BTCUSDT 65000', false],
    ['/close BTCUSDT', false],
    ['/close BTCUSDT 50%', false],
    ['/pause', false],
    ['/revoke 222', false],
    ['/panic', false],
  ])('%s: %s', async (command, isAsked) => {
    expect(await asks(command)).toBe(isAsked);
  });

  test.each(['gone', 'done', 'done 0.01'])('/settle ID %s takes it, and is noted after it', async (word) => {
    const bench = await benchOf(CODES);
    const doubt = { state: 'needs-operator', filledQuantity: '0', averagePrice: null } as const;
    await storeRows(bench.journal, { signals: [signalRow()], intents: [intentRow({ id: 'a1b2c3d4e5f6', ...doubt })] });
    bench.texts();
    await askCode(bench, `/settle a1b2c3d4e5f6 ${word}`);
    expect(bench.engine.trades).toEqual([]);
    expect(plain(bench.texts().at(-1))).toContain('/settle · an order of BTCUSDT');
    await bench.say(code(bench), { from: 222 });
    expect(bench.engine.trades).toMatchObject([{ type: 'settle', actor: 'user:222' }]);
  });

  test('/panic and /pause work for who is locked, and with two persons wanted', async () => {
    const bench = await benchOf(BOTH);
    await askCode(bench);
    for (let tries = 0; tries < 5; tries += 1) await bench.say(wrongCode(bench), { from: 222 });
    await bench.say('/pause', { from: 222 });
    await bench.say('/panic', { from: 222 });
    await bench.tap(bench.buttons()[0] ?? '', { from: 222 });
    expect(bench.engine.controls).toEqual(['pause user:222']);
    expect(bench.engine.panics).toMatchObject([{ brokerIds: ['main'] }]);
  });

  test('/resume and /grant run once it was given, for who gave them', async () => {
    const bench = await benchOf({ ...CODES, secretOf: () => SECRET });
    await bench.say('/resume');
    expect(bench.texts().map(plain)).toEqual(['Nothing was paused: entries are allowed.']);
    bench.engine.set({ panicBlocked: true });
    await bench.say('/resume');
    expect(bench.engine.controls).toEqual([]);
    await bench.say(code(bench));
    expect(bench.engine.controls).toEqual(['resume user:111']);
    await bench.say('/grant 999 trader @main');
    expect(bench.rights.people()).not.toContain('999');
    await bench.say(code(bench, 1));
    expect(bench.rights.fileOf('999').grants).toMatchObject([{ role: 'trader', by: 'user:111' }]);
  });
});
