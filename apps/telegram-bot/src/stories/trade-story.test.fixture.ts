import { decimal, toClientOrderId, type Broker, type Order, type PositionSide } from '@perpdesk/broker-core';
import type { Route } from '@perpdesk/signals';
import { createSpeech } from '../language/speech.ts';
import { createDeskView } from '../program/desk-view.ts';
import { renderRow } from '../outbox/render-row.ts';
import { putChatOver } from '../testing/chat-bench.ts';
import { createPaperBench, type PaperAccount } from '../testing/paper-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { noteWrites } from './note-writes.test.fixture.ts';

export interface Story {
  /** Default: one, `main`, one-way. */
  readonly accounts?: readonly PaperAccount[];
  readonly routes?: readonly Route[];
  /** What was done before; see {@link tellStory}. */
  readonly before?: readonly string[];
  /** What is typed, or `[label]`: the button that is tapped. */
  readonly command: string;
  /** What happens between the card and the tap. */
  readonly meanwhile?: readonly string[];
  /** What happens after it. */
  readonly later?: readonly string[];
}

/** What a person saw and what the exchange got. */
export interface Told {
  /** What was answered before anything was tapped. */
  readonly card: string;
  /** Of its first button. */
  readonly button: string | null;
  /** What the exchange was asked for by the tap, in order. */
  readonly writes: readonly string[];
  /** What is held, and what rests, in the end. */
  readonly stands: readonly string[];
  /** Of the tapped card's button, at last. */
  readonly label: string | null;
  /** What was answered after the tap, and told in the chat. */
  readonly after: readonly string[];
}

const HANDS: Readonly<Record<string, 'buy' | 'sell'>> = { buy: 'buy', sell: 'sell' };

/**
 * Plays what was done, the command, and the tap on its card, all over paper accounts.
 *
 * Steps are a command (its card is tapped), `[label]` (the button is tapped, and so is its card), `price 61000` (of BTC),
 * `hand buy 0.02 [long|short]` (at the exchange, by nobody here), `wait 5` (seconds).
 */
export async function tellStory(story: Story): Promise<Told> {
  const ground = await createPaperBench(story.accounts, story.routes);
  const writes: string[] = [];
  const accounts = story.accounts ?? [{ id: 'main' }];
  for (const { id } of accounts) noteWrites(ground.broker(id), (line) => writes.push(line));
  const bench = await putChatOver(ground);
  const { clock } = bench;
  const [first] = accounts;
  let hands = 0;

  const keyboards = () =>
    bench.sent.flatMap(({ method, payload }) => {
      const markup = payload['reply_markup'] as { inline_keyboard: { text: string; callback_data?: string }[][] };
      return markup === undefined ? [] : [{ method, buttons: markup.inline_keyboard.flat() }];
    });
  const dataOf = (label: string) =>
    keyboards()
      .filter(({ method }) => method === 'sendMessage')
      .flatMap(({ buttons }) => buttons)
      .findLast(({ text }) => text === label)?.callback_data;
  const cards = () =>
    bench.sent.filter(({ method, payload }) => method === 'sendMessage' && payload['reply_markup'] !== undefined).length;
  const lastCard = () => keyboards().findLast(({ method }) => method === 'sendMessage')?.buttons[0];

  /** Until what it sets in motion has come to rest. */
  const settle = async (what: Promise<unknown>) => {
    let isOver = false;
    void what.finally(() => (isOver = true)).catch(() => {});
    for (let round = 0; !isOver && round < 400; round++) await clock.advance(round < 20 ? 0 : 50);
    await what;
    await clock.advance(0);
  };
  const tapCard = async (data = lastCard()?.callback_data) => {
    if (data?.startsWith('c:') === true) await settle(bench.tap(data));
    await clock.advance(6_000);
    await settle(bench.orderCards.look());
  };
  const say = async (command: string) => {
    const label = /^\[(.+)\]$/.exec(command)?.[1];
    if (label === undefined) return settle(bench.say(command));
    const data = dataOf(label);
    if (data === undefined) throw new Error(`No button says ${label}.`);
    return settle(bench.tap(data));
  };
  const play = async (step: string) => {
    const [verb = '', amount = '', side = 'net'] = step.split(' ');
    if (verb === 'price') {
      await ground.setPrice('BTCUSDT', amount);
      await clock.advance(6_000);
    } else if (verb === 'wait') await clock.advance(Number(amount) * 1_000);
    else if (verb === 'hand') {
      const [, way = '', quantity = '', positionSide = 'net'] = step.split(' ');
      hands += 1;
      await settle(
        ground.broker(first?.id ?? 'main').placeOrder({
          type: 'market',
          symbol: 'BTCUSDT',
          side: HANDS[way] ?? 'buy',
          positionSide: positionSide as PositionSide,
          quantity: decimal(quantity),
          clientOrderId: toClientOrderId(`hand-${hands}`),
        }),
      );
      await clock.advance(6_000);
    } else {
      void side;
      await say(step);
      if (!step.startsWith('[') || lastCard()?.callback_data?.startsWith('c:') === true) await tapCard();
    }
  };

  for (const step of story.before ?? []) await play(step);
  bench.texts();
  const known = cards();
  await say(story.command);
  const card = bench.texts().map(plain).join('\n---\n');
  const isAsked = cards() > known;
  const asking = isAsked ? lastCard() : undefined;
  for (const step of story.meanwhile ?? []) await play(step);
  const noticed = new Set((await bench.journal.listOutbox({})).map(({ sequence }) => sequence));
  writes.length = 0;
  bench.texts();
  if (isAsked) await tapCard(asking?.callback_data);
  const asked = [...writes];
  for (const step of story.later ?? []) await play(step);
  const view = createDeskView(bench, async () => null);
  const speech = createSpeech('en', 'UTC');
  const notices: string[] = [];
  for (const row of await bench.journal.listOutbox({})) {
    if (row.type === 'position.card' || noticed.has(row.sequence)) continue;
    notices.push(plain((await renderRow(row, view, speech))?.text.text));
  }
  const stands: string[] = [];
  for (const { id } of accounts) {
    const broker = ground.broker(id);
    const mark = accounts.length === 1 ? '' : `@${id} `;
    for (const held of await broker.getPositions()) {
      if (!held.quantity.isZero()) stands.push(`${mark}${sideOf(held.positionSide)}${held.symbol} ${held.quantity.toFixed()}`);
    }
    for (const order of await broker.getOpenOrders()) stands.push(`${mark}${describeOrder(order)}`);
  }
  const edited =
    keyboards()
      .filter(({ method }) => method.startsWith('edit'))
      .flatMap(({ buttons }) => buttons)
      .findLast(({ callback_data: data }) => data === asking?.callback_data)?.text ?? null;
  const after = [...bench.texts().map(plain), ...notices];
  await bench.stop();
  return { card, button: asking?.text ?? null, writes: asked, stands, label: edited === null ? null : plain(edited), after };
}

const sideOf = (side: string) => (side === 'net' ? '' : `${side} `);

/** `sell stop-market all @59000`, with what is left of it. */
function describeOrder(order: Order): string {
  const { side, type, symbol, quantity, filledQuantity, price, triggerPrice, activationPrice, callbackRate } = order;
  const left = order.closePosition || quantity === null ? 'all' : quantity.minus(filledQuantity).toFixed();
  const at = [price, triggerPrice, activationPrice].flatMap((it) => (it === null ? [] : `@${it.toFixed()}`)).join(' ');
  const trail = callbackRate === null ? '' : `${callbackRate.toFixed()}%`;
  const only = order.reduceOnly ? 'reduce-only' : '';
  return [sideOf(order.positionSide).trim(), symbol, side, type, left, at, trail, only].filter((it) => it !== '').join(' ');
}

export type WatchedBroker = Broker;
