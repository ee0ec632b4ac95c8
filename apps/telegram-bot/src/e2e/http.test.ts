import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OWNER_ID, startEmbeddedDesk, type EmbeddedDesk } from './embedded-desk.ts';
import { labelsOf, textOf, type ChatDoor } from './chat-door.ts';
import { postAlert, readCall, toFlat, withFields } from './sample-call.ts';
import { readOrders } from './stored-rows.ts';
import { until } from './until.ts';

const TIMEOUT = 120_000;

describe('the embedded desk through HTTP alone', () => {
  let desk: EmbeddedDesk;
  let owner: ChatDoor;

  beforeAll(async () => {
    desk = await startEmbeddedDesk();
    owner = desk.owner;
  }, TIMEOUT);
  afterAll(async () => desk?.[Symbol.asyncDispose](), TIMEOUT);

  /** A command's answer comes after what was to be sent before it, and says that nothing waits. */
  const settle = async () => {
    const before = (await owner.texts()).length;
    await owner.say('/status');
    await until('the status', async () =>
      (await owner.texts()).slice(before).some((it) => it.includes('Outbox empty')),
    );
  };

  test(
    'is ready, and says hello',
    async () => {
      expect(desk.printed.call.split('\n')).toHaveLength(1);
      expect(desk.printed.afterCall).toBe('');
      await until('ready', async () => (await desk.get('/readyz')).includes('"ready":true'));
      await owner.sees('Desk started · PAPER paper');
      await owner.say('/start');
      await owner.sees('You are owner · PAPER paper');
    },
    TIMEOUT,
  );

  test(
    'carries the sample alert there and back, each alert once',
    async () => {
      const open = await readCall(desk.printed.call);
      expect(await postAlert(open)).toMatchObject({ status: 200, body: { result: 'accepted' } });
      const signal = await owner.sees('demo · BTCUSDT opens long');
      const fill = await owner.sees('BTCUSDT bought 0.020 at');
      expect(fill.reply_to_message?.message_id).toBe(signal.message_id);
      const labels = 'Close 50 %, Close, Close 25 %, SL, TP, Break-even, Trail, Reverse, Add, Chart, Refresh';
      expect(labelsOf(await owner.sees('BTCUSDT LONG 0.020 · 10x cross')).join(', ')).toBe(labels);

      const before = (await owner.texts()).length;
      const again = await Promise.all([1, 2, 3].map(() => postAlert(open)));
      expect(again.map(({ body }) => body['result'])).toEqual(['duplicate', 'duplicate', 'duplicate']);
      await settle();
      // the command and its answer
      expect(await owner.texts()).toHaveLength(before + 2);
      expect(readOrders(desk.folder)).toMatchObject([{ side: 'buy', status: 'filled', quantity: '0.02' }]);

      const flat = toFlat(open);
      const answers = await Promise.all([postAlert(flat), postAlert(flat)]);
      expect(new Set(answers.map(({ body }) => body['result']))).toEqual(new Set(['accepted', 'duplicate']));
      await owner.sees('BTCUSDT sold 0.020 at');
      await owner.sees('BTCUSDT closed by the signal');
      expect(readOrders(desk.folder)).toMatchObject([{ side: 'buy' }, { side: 'sell', status: 'filled' }]);
    },
    TIMEOUT,
  );

  test(
    'adds, reduces and turns with the strategy',
    async () => {
      const sample = await readCall(desk.printed.call);
      const step = (previous: string, next: string, action: string, contracts: string) => {
        const stance = (size: string) => (size === '0' ? 'flat' : size.startsWith('-') ? 'short' : 'long');
        return withFields(sample, {
          strategy: 'eth-turns',
          symbol: 'ETHUSDT.P',
          action,
          contracts,
          price: '3000',
          prevMarketPosition: stance(previous),
          prevMarketPositionSize: previous.replace('-', ''),
          marketPosition: stance(next),
          marketPositionSize: next.replace('-', ''),
          positionSize: next,
        });
      };
      const orders = () => readOrders(desk.folder).filter(({ symbol }) => symbol === 'ETHUSDT');
      const send = async (said: string, ...given: Parameters<typeof step>) => {
        expect(await postAlert(step(...given))).toMatchObject({ status: 200, body: { result: 'accepted' } });
        await owner.sees(said);
      };
      await send('ETHUSDT LONG 1', '0', '1', 'buy', '1');
      await send('ETHUSDT LONG 1.5', '1', '1.5', 'buy', '0.5');
      await send('ETHUSDT LONG 0.5', '1.5', '0.5', 'sell', '1');
      await send('ETHUSDT SHORT 1', '0.5', '-1', 'sell', '1.5');
      await send('ETHUSDT closed by the signal', '-1', '0', 'buy', '1');
      await owner.say('/positions');
      await owner.sees('No open positions.');
      const bought = orders().filter(({ side }) => side === 'buy');
      expect(orders().map(({ quantity }) => quantity)).toEqual(['1', '0.5', '1', '0.5', '1', '1']);
      expect(bought).toHaveLength(3);
    },
    TIMEOUT,
  );

  test(
    'trades by hand: a card, one order for two taps at once, and /panic',
    async () => {
      const before = readOrders(desk.folder).length;
      await owner.say('/long BTCUSDT $500');
      const card = await owner.sees('LONG BTCUSDT 0.00');
      expect(textOf(card)).toMatch(/notional ≈ \d{3}\.\d\d USDT/);
      const [place = ''] = labelsOf(card);
      expect(place).toMatch(/^Place LONG 0\.00\d$/);
      const taps = await owner.taps();
      await Promise.all([owner.tap(place), owner.tap(place)]);
      await owner.sees('BTCUSDT bought 0.00');
      await until('both taps are answered', async () => (await owner.taps()) === taps + 2);
      expect(readOrders(desk.folder)).toHaveLength(before + 1);

      await owner.say('/panic');
      const red = (await owner.sees('closes every position at market')).reply_markup?.inline_keyboard.flat()[0];
      expect(red).toMatchObject({ text: 'Close everything now', style: 'danger' });
      await owner.tap('Close everything now');
      await owner.sees('FLAT');
      await owner.say('/positions');
      await until('flat', async () => (await owner.texts()).at(-1) === 'No open positions.');
      expect(readOrders(desk.folder)).toHaveLength(before + 2);
      const blocked = await postAlert(await readCall(desk.printed.call));
      expect(blocked).toMatchObject({ status: 200 });
      await owner.sees('panic-block');
      expect(readOrders(desk.folder)).toHaveLength(before + 2);
    },
    TIMEOUT,
  );

  test(
    'tells a stranger nothing but who they are, by message and by tap',
    async () => {
      await owner.say('/resume');
      await owner.sees(`Resumed by user ${OWNER_ID}`);
      const { stranger } = desk;
      await stranger.say('/whoami');
      await stranger.sees('role none');
      const attempts = ['/start', '/status', '/balance', '/long BTCUSDT $500', '/panic', '/resume', 'hello'];
      for (const text of attempts) await stranger.say(text);
      await until(
        'every attempt is answered',
        async () =>
          (await stranger.texts()).filter((it) => it === 'You have no access to this desk.').length === attempts.length,
      );
      expect(await stranger.texts()).toHaveLength(2 * (attempts.length + 1));
      expect(await desk.get('/metrics')).toMatch(new RegExp(`^perpdesk_chat_denied_total ${attempts.length}$`, 'm'));
    },
    TIMEOUT,
  );

  test(
    'ends cleanly when it is told to',
    async () => {
      expect(await desk.process.stop()).toBe(0);
      expect(desk.process.complaints()).toBe('Stopping.\n');
    },
    TIMEOUT,
  );
});
