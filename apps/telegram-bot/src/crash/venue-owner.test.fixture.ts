import type { Message } from '@perpdesk/telegram-loopback';
import { buttonsOf } from './tap-steps.test.fixture.ts';
import { OWNER_ID, type VenueWorld } from './venue-world.test.fixture.ts';

/** The owner in the chat: trades by hand, now and then in a panic. */
export interface VenueOwner {
  readonly panics: number;
  readonly trades: number;
  /** Asks and taps until the signal. */
  run(abortSignal: AbortSignal): Promise<void>;
  /** Ends the block of the last /panic. */
  resume(): Promise<void>;
}

const ANSWER_MS = 8_000;
const HAND_TRADES = ['/long SOLUSDT 1 @one', '/short SOLUSDT 1 @two', '/close SOLUSDT @one', '/close SOLUSDT @two'];
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

export function createVenueOwner(
  world: VenueWorld,
  { dice, panicRate }: { readonly dice: () => number; readonly panicRate: number },
): VenueOwner {
  const { telegram } = world;
  const count = { panics: 0, trades: 0 };
  const fromBot = () => telegram.messages(OWNER_ID).filter(({ from }) => from?.is_bot === true);

  /** What the bot writes next that is like this; `null`: nothing in time, or another answer. */
  async function answerTo(text: string, isAnswer: (message: Message) => boolean): Promise<Message | null> {
    const before = new Set(fromBot().map(({ message_id: id }) => id));
    telegram.sendText(OWNER_ID, text);
    const find = () => fromBot().find((it) => !before.has(it.message_id) && isAnswer(it)) ?? null;
    return world.until(text, find, ANSWER_MS).catch(() => null);
  }
  function tap({ message_id: id }: Message, data: string): void {
    telegram.tap(OWNER_ID, OWNER_ID, id, data);
  }
  async function trade(): Promise<void> {
    const text = HAND_TRADES[Math.floor(dice() * HAND_TRADES.length)] ?? '';
    const card = await answerTo(text, (it) => (it.text ?? '').includes('Nothing is sent before you tap'));
    const [yes] = card === null ? [] : buttonsOf(card);
    if (card === null || yes === undefined) return;
    count.trades += 1;
    tap(card, yes);
    // a double tap
    if (dice() < 0.4) tap(card, yes);
  }
  async function panic(): Promise<void> {
    const card = await answerTo('/panic', ({ text = '' }) => text.includes('Stops all signals'));
    const [button] = card === null ? [] : buttonsOf(card);
    if (card === null || button === undefined) return;
    count.panics += 1;
    tap(card, button);
    const isDone = ({ text = '' }: Message) => /FLAT/.test(text);
    const seen = fromBot().filter(isDone).length;
    await world.until('the panic ends', () => fromBot().filter(isDone).length > seen, ANSWER_MS * 3).catch(() => {});
    await owner.resume();
  }

  const owner: VenueOwner = {
    get panics() {
      return count.panics;
    },
    get trades() {
      return count.trades;
    },
    async run(abortSignal) {
      while (!abortSignal.aborted) {
        await pause(500 + dice() * 2_500);
        if (abortSignal.aborted) return;
        await (dice() < panicRate ? panic() : trade());
      }
    },
    async resume() {
      const isBlocked = async () => (await world.journal.read()).flags.some(({ name }) => name === 'panic-block');
      for (let tries = 0; tries < 6 && (await isBlocked()); tries += 1) {
        await answerTo('/resume', ({ text = '' }) => text.includes('Resumed by'));
      }
    },
  };
  return owner;
}
