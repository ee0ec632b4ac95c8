import { alertOf, type Positions } from './alert-steps.test.fixture.ts';
import type { VenueWorld } from './venue-world.test.fixture.ts';

/** One alert of a strategy, and what its sender was told. */
export interface SentAlert {
  readonly symbol: string;
  readonly orderId: string;
  /** Signed, base asset: where the strategy was and is. */
  readonly previous: string;
  readonly next: string;
  /** It was answered 2xx. */
  isTaken: boolean;
}

/** A strategy of one symbol on both accounts, sent as TradingView does. */
export interface VenueStrategy {
  readonly symbol: string;
  readonly position: string;
  readonly alerts: readonly SentAlert[];
  /** Answers that no alert of it should have got. */
  readonly wrong: readonly string[];
  /** To another position: the same bytes again and again until they are taken. */
  goTo(position: string): Promise<void>;
  /** Goes from one position to another until the signal. */
  run(abortSignal: AbortSignal): Promise<void>;
}

const RESEND_MS = 200;
const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

export function createVenueStrategy(
  world: VenueWorld,
  { symbol, sizes, dice }: { readonly symbol: string; readonly sizes: readonly string[]; readonly dice: () => number },
): VenueStrategy {
  const alerts: SentAlert[] = [];
  const wrong: string[] = [];
  let positions: Positions = ['0'];

  async function send(alert: SentAlert, body: string): Promise<void> {
    for (;;) {
      const answer = await world.post(body);
      if (answer?.status === 200) {
        // what an earlier desk stored before it died is a repeat for the next one
        alert.isTaken = true;
        return;
      }
      if (answer !== null && answer.status !== 503) {
        wrong.push(`${symbol} ${alert.orderId} was answered ${answer.status} ${answer.result}`);
        return;
      }
      await pause(RESEND_MS);
    }
  }
  async function repeat(alert: SentAlert, body: string): Promise<void> {
    const answer = await world.post(body);
    if (answer === null || answer.status === 503 || `${answer.status} ${answer.result}` === '200 duplicate') return;
    wrong.push(`${symbol} ${alert.orderId} again was answered ${answer.status} ${answer.result}`);
  }

  const strategy: VenueStrategy = {
    symbol,
    alerts,
    wrong,
    get position() {
      return positions.at(-1) ?? '0';
    },
    async goTo(position) {
      const previous = strategy.position;
      positions = [...positions, position];
      const orderId = `order ${alerts.length + 1}`;
      const body = alertOf(positions, { symbol: `${symbol}.P`, strategy: `${symbol}-trend`, orderId });
      const alert = { symbol, orderId, previous, next: position, isTaken: false };
      alerts.push(alert);
      await send(alert, body);
      for (let extra = dice(); extra < 0.2; extra = dice()) await repeat(alert, body);
    },
    async run(abortSignal) {
      while (!abortSignal.aborted) {
        const others = sizes.filter((size) => size !== strategy.position);
        await strategy.goTo(others[Math.floor(dice() * others.length)] ?? '0');
        await pause(dice() ** 2 * 2_500);
      }
    },
  };
  return strategy;
}
