import { decimal, toClientOrderId, type PositionSide } from '@perpdesk/broker-core';
import type { Route } from '@perpdesk/signals';
import type { Card } from '../format/card.ts';
import { createSpeech } from '../language/speech.ts';
import { hasEndedAtOnce } from '../outbox/pick-bundle.ts';
import { renderRow } from '../outbox/render-row.ts';
import { OUTBOX_TIMINGS } from '../program/default-timings.ts';
import { createDeskView } from '../program/desk-view.ts';
import { putChatOver } from '../testing/chat-bench.ts';
import { createPaperBench, type PaperAccount } from '../testing/paper-bench.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { alertBody } from './alert-body.test.fixture.ts';
import { describeOrder } from './describe-order.test.fixture.ts';
import { loseOrders } from './lose-orders.test.fixture.ts';
import { noteWrites } from './note-writes.test.fixture.ts';

export interface Story {
  /** Default: one, `main`, one-way. */
  readonly accounts?: readonly PaperAccount[];
  /** Default: none. */
  readonly routes?: readonly Route[];
  /** What was done before; see {@link tellStory}. */
  readonly before?: readonly string[];
  /** What is typed, or `[label]`: the button that is tapped, or an alert: its card is what the desk then posts. */
  readonly command: string;
  /** Of the card's buttons, the one that is tapped; default, and on cards without it: the first. */
  readonly tap?: string;
  /** What happens between the card and the tap. */
  readonly meanwhile?: readonly string[];
  /** What happens after it. */
  readonly later?: readonly string[];
}

/** What a person saw and what the exchange got. */
export interface Told {
  /** What was answered before anything was tapped. */
  readonly card: string;
  /** Of the button that is tapped; `null`: it asks nothing. */
  readonly button: string | null;
  /** What the exchange was asked for by the tap, in order; where there is none, by the command. */
  readonly orders: readonly string[];
  /** What is held, and what rests, after it. */
  readonly stands: readonly string[];
  /** The same in the end, where something happened later. */
  readonly end: readonly string[];
  /** Of the tapped card's button, at last. */
  readonly label: string | null;
  /** What was answered after the tap, and told in the chat; without a tap, told of the command. */
  readonly after: readonly string[];
}

interface Tappable {
  readonly text: string;
  readonly callback_data?: string;
}

interface Keyboard {
  readonly inline_keyboard: readonly (readonly Tappable[])[];
}

/** Of what the desk posts by itself, as Telegram would get it. */
function tapButtons({ buttons }: Card): readonly Tappable[] {
  return buttons
    .flat()
    .flatMap((button) => (button.type === 'tap' ? [{ text: button.label, callback_data: button.data }] : []));
}

const isPositionSide = (word: string): word is PositionSide => ['net', 'long', 'short'].includes(word);

/**
 * Plays what was done, the command, and the tap on its card, all over paper accounts.
 *
 * Steps are a command (its card is tapped), `show /long BTCUSDT 0.01` (it is not), `[label]` (the button is tapped, and so is its card), `price 61000` (of BTCUSDT),
 * `hand buy 0.02 [long|short]` (at the exchange, by nobody here), `rest buy 0.02 59000` (a limit order likewise), `alert 0 0.02`
 * (the first route's strategy goes from one position to another), `wait 5` (seconds), `lose` (market orders of the first
 * account get lost, and no look tells of it) until `heal`.
 */
export async function tellStory(story: Story): Promise<Told> {
  const accounts = story.accounts ?? [{ id: 'main' }];
  const [first = { id: 'main' }] = accounts;
  const ground = await createPaperBench(accounts, story.routes);
  const writes: string[] = [];
  const losses = loseOrders(ground.broker(first.id));
  for (const { id } of accounts) noteWrites(ground.broker(id), (line) => writes.push(line));
  const bench = await putChatOver(ground);
  const { clock } = bench;
  let hands = 0;
  const pick = (buttons: readonly Tappable[]) => buttons.find(({ text }) => plain(text) === story.tap) ?? buttons[0];

  const keyboards = () =>
    bench.sent.flatMap(({ method, payload }) => {
      const markup = payload['reply_markup'] as Keyboard | undefined;
      return markup === undefined ? [] : [{ isNew: method === 'sendMessage', buttons: markup.inline_keyboard.flat() }];
    });
  const cards = () => keyboards().filter(({ isNew }) => isNew);
  const lastButton = () => pick(cards().at(-1)?.buttons ?? []);
  const view = createDeskView(bench, async () => null);
  const speech = createSpeech('en', 'UTC');

  /** Until what it sets in motion has come to rest. */
  async function settle(what: Promise<unknown>): Promise<void> {
    let isOver = false;
    void what.finally(() => (isOver = true)).catch(() => {});
    for (let round = 0; !isOver && round < 400; round++) await clock.advance(round < 20 ? 0 : 50);
    await what;
    await clock.advance(0);
  }
  async function tapCard(data: string | undefined): Promise<void> {
    if (data !== undefined && /^(?:c|a):/.test(data)) await settle(bench.tap(data));
    await clock.advance(6_000);
    await settle(bench.orderCards.look());
  }
  async function say(command: string): Promise<void> {
    const label = /^\[(.+)\]$/.exec(command)?.[1];
    if (label === undefined) return settle(bench.say(command));
    const posts = await hear(new Set());
    const buttons = [...posts.flatMap(tapButtons), ...cards().flatMap((card) => card.buttons)];
    const data = buttons.findLast(({ text }) => plain(text) === label)?.callback_data;
    if (data === undefined) throw new Error(`No button says ${label}, but ${buttons.map(({ text }) => text).join()}.`);
    return settle(bench.tap(data));
  }
  async function trade(side: string, quantity: string, positionSide: string): Promise<void> {
    hands += 1;
    const order = ground.broker(first.id).placeOrder({
      type: 'market',
      symbol: 'BTCUSDT',
      side: side === 'sell' ? 'sell' : 'buy',
      positionSide: isPositionSide(positionSide) ? positionSide : 'net',
      quantity: decimal(quantity),
      clientOrderId: toClientOrderId(`hand-${hands}`),
    });
    return settle(order);
  }
  async function rest(side: string, quantity: string, price: string): Promise<void> {
    hands += 1;
    const order = ground.broker(first.id).placeOrder({
      type: 'limit',
      symbol: 'BTCUSDT',
      side: side === 'sell' ? 'sell' : 'buy',
      positionSide: 'net',
      quantity: decimal(quantity),
      price: decimal(price),
      clientOrderId: toClientOrderId(`hand-${hands}`),
    });
    return settle(order);
  }
  async function post(previous: string, next: string): Promise<void> {
    const [route] = story.routes ?? [];
    if (route === undefined) throw new Error('No route takes this alert.');
    const body = new TextEncoder().encode(alertBody(clock.now(), previous, next));
    const answer = bench.engine.acceptAlert({ routeId: route.id, body, receivedAt: clock.now() });
    await settle(answer);
    const { status, detail } = await answer;
    if (status !== 200) throw new Error(`The alert was refused: ${detail}`);
  }
  async function play(step: string): Promise<void> {
    const [verb = '', one = '', two = '', three = 'net'] = step.split(' ');
    if (verb === 'wait') return clock.advance(Number.parseInt(one, 10) * 1_000);
    if (verb === 'price') await ground.setPrice('BTCUSDT', one);
    else if (verb === 'hand') await trade(one, two, three);
    else if (verb === 'rest') await rest(one, two, three);
    else if (verb === 'alert') await post(one, two);
    else if (verb === 'show') return say(step.slice('show '.length));
    else if (verb === 'lose') losses.begin();
    else if (verb === 'heal') losses.end();
    else {
      const known = cards().length;
      await say(step);
      return tapCard(cards().length > known ? lastButton()?.callback_data : undefined);
    }
    await clock.advance(6_000);
  }

  async function look(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const { id } of accounts) {
      const mark = accounts.length === 1 ? '' : `@${id} `;
      for (const { symbol, positionSide, quantity } of await ground.broker(id).getPositions()) {
        if (quantity.isZero()) continue;
        const name = [symbol === 'BTCUSDT' ? '' : symbol, positionSide === 'net' ? '' : positionSide];
        const words = [...name, quantity.isNegative() ? 'SHORT' : 'LONG', quantity.abs().toFixed()];
        found.push(`${mark}${words.filter((word) => word !== '').join(' ')}`);
      }
      for (const order of await ground.broker(id).getOpenOrders()) found.push(`${mark}${describeOrder(order)}`);
    }
    return found;
  }

  const toasts = () =>
    bench.sent.flatMap(({ method, payload: { text } }) =>
      method === 'answerCallbackQuery' && typeof text === 'string' && text !== '' ? [plain(text)] : [],
    );
  /** What the desk told by itself since `heard`. */
  async function hear(heard: ReadonlySet<number>) {
    const rows = await bench.journal.listOutbox({});
    const fresh = rows.filter(({ sequence, type }, index) => {
      if (heard.has(sequence) || type === 'position.card') return false;
      const row = rows[index];
      return row === undefined || !hasEndedAtOnce(row, rows.slice(index + 1), OUTBOX_TIMINGS.restMs);
    });
    const told = await Promise.all(fresh.map((row) => renderRow(row, view, speech)));
    return told.filter((it) => it !== null);
  }
  const listHeard = async () => new Set((await bench.journal.listOutbox({})).map(({ sequence }) => sequence));

  for (const step of story.before ?? []) await play(step);
  let heard = await listHeard();
  bench.texts();
  writes.length = 0;
  let toasted = toasts().length;
  const known = cards().length;
  const isAlert = story.command.startsWith('alert ');
  await (isAlert ? play(story.command) : say(story.command));
  const posts = isAlert ? await hear(heard) : [];
  const asking = isAlert ? pick(posts.flatMap(tapButtons)) : cards().length > known ? lastButton() : undefined;
  const card = [...bench.texts(), ...posts.map(({ text }) => text.text)].map(plain).join('\n');
  for (const step of story.meanwhile ?? []) await play(step);
  if (asking !== undefined) {
    heard = await listHeard();
    toasted = toasts().length;
    writes.length = 0;
    bench.texts();
    await tapCard(asking.callback_data);
  } else if (!isAlert) {
    await clock.advance(6_000);
  }
  const orders = [...writes];
  const stands = await look();
  for (const step of story.later ?? []) await play(step);

  const end = await look();
  const after = [...bench.texts(), ...(await hear(heard)).map(({ text }) => text.text)].map(plain);
  after.push(...toasts().slice(toasted));
  const edits = keyboards().filter(({ isNew }) => !isNew);
  const label = edits
    .flatMap(({ buttons }) => buttons)
    .findLast(({ callback_data: data }) => data === asking?.callback_data)?.text;
  await bench.stop();
  return {
    card,
    button: asking === undefined ? null : plain(asking.text),
    orders,
    stands,
    end,
    label: label === undefined ? null : plain(label),
    after,
  };
}
