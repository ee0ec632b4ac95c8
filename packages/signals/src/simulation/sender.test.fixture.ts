import { type Clock, decimal, sleep } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import { type AlertForm, drawForm } from './alert-form.test.fixture.ts';
import type { Desk } from './desk.test.fixture.ts';
import type { Dice } from './dice.test.fixture.ts';
import { PRICES, type Profile, type StreamProfile } from './profile.test.fixture.ts';
import { perContract } from './rulebook.test.fixture.ts';

/** One alert of a strategy, and what became of it. */
export interface Sent {
  readonly stream: StreamProfile;
  readonly previous: number;
  readonly next: number;
  readonly firedAt: number;
  readonly body: string;
  /** `refused`: 4xx; `lost`: nobody took it. */
  state: 'on its way' | 'accepted' | 'refused' | 'lost';
  /** When it was taken first; `null`: it was not. */
  takenAt: number | null;
  /** The ids that the desk answered with. */
  readonly ids: Set<string>;
}

/** As TradingView: sends again while it gets no 2xx, a few times, then gives up. */
export interface Sender {
  readonly sent: readonly Sent[];
  readonly pending: number;
  /** A bar of a strategy: all its steps fire in one second. */
  fire(stream: StreamProfile, positions: readonly number[], isReliable?: boolean): void;
  positionOf(stream: StreamProfile): number;
}

const RETRY_MS = 5_000;
const PATIENCE_MS = 3_000;

export interface SenderOptions {
  readonly clock: Clock;
  /** Of the desk's machine. */
  readonly deskNow: () => number;
  readonly dice: Dice;
  readonly profile: () => Profile;
  readonly desk: () => Desk;
  readonly trace: (line: string) => void;
}

export function createSender({ clock, deskNow, dice, profile, desk, trace }: SenderOptions): Sender {
  const sent: Sent[] = [];
  const positions = new Map<string, number>();
  let pending = 0;

  const post = async (one: Sent): Promise<boolean> => {
    const to = desk();
    if (!to.isOpen) return false;
    const input = { routeId: one.stream.routeId, body: new TextEncoder().encode(one.body), receivedAt: deskNow() };
    const answer = await Promise.race([
      to.engine.acceptAlert(input),
      to.pulse.ended,
      sleep(clock, PATIENCE_MS).then(() => null),
    ]);
    trace(`post ${clock.now()} ${one.stream.stream} ${one.previous}→${one.next} ${JSON.stringify(answer)}`);
    if (answer === null || answer.status >= 500) return false;
    one.state = answer.status === 200 ? 'accepted' : 'refused';
    if (answer.signalId !== null) one.ids.add(answer.signalId);
    return true;
  };
  const deliver = async (one: Sent, delayMs: number, isReliable: boolean): Promise<void> => {
    pending += 1;
    try {
      await sleep(clock, delayMs);
      for (let tries = 0; tries < (isReliable ? 40 : 4); tries++) {
        if (await post(one)) {
          one.takenAt = clock.now();
          break;
        }
        await sleep(clock, RETRY_MS);
      }
      if (one.state === 'on its way') one.state = 'lost';
      if (!dice.chance(profile().alerts.repeated)) return;
      for (let copies = dice.between(1, 3); copies > 0; copies--) {
        await sleep(clock, dice.below(dice.pick([100, 5_000, 40_000])));
        await post(one);
      }
    } finally {
      pending -= 1;
    }
  };
  return {
    sent,
    get pending() {
      return pending;
    },
    positionOf: ({ stream }) => positions.get(stream) ?? 0,
    fire(stream, next, isReliable = false) {
      const route = profile().routes.find(({ id }) => id === stream.routeId)!;
      const { lost, shuffled } = profile().alerts;
      const firedAt = Math.floor(clock.now() / 1_000) * 1_000;
      let at = 0;
      for (const position of next) {
        const previous = positions.get(stream.stream) ?? 0;
        if (position === previous) continue;
        positions.set(stream.stream, position);
        const orderId = `fill ${sent.length + 1}`;
        const levels = levelsOf(dice.fork(orderId), route, stream.symbol, { next: position });
        const form = drawForm(dice.fork(`form of ${orderId}`), route, profile());
        const body = bodyOf(route, stream, { firedAt, previous, next: position, orderId, form }, levels);
        const one: Sent = {
          stream,
          previous,
          next: position,
          firedAt,
          body,
          state: 'on its way',
          ids: new Set(),
          takenAt: null,
        };
        sent.push(one);
        at += dice.below(200);
        if (!isReliable && dice.chance(lost)) one.state = 'lost';
        else void deliver(one, dice.chance(shuffled) ? dice.below(1_500) : at, isReliable);
      }
    },
  };
}

type Step = Pick<Sent, 'firedAt' | 'previous' | 'next'> & { readonly orderId: string; readonly form: AlertForm };

/** Whether its alerts tell what is to be done, and no position. */
export function tellsWishes({ mode }: Route): boolean {
  return mode === 'direction' || mode === 'order';
}

function bodyOf(route: Route, stream: StreamProfile, step: Step, levels: object): string {
  if (!tellsWishes(route)) return alertOf(route, stream, step, levels);
  const { firedAt, orderId } = step;
  const about = { strategy: stream.strategy, symbol: `${stream.symbol}.P`, firedAt: new Date(firedAt).toISOString() };
  return JSON.stringify({
    ...about,
    orderId,
    ...(route.mode === 'order' ? orderOf(stream, step) : verbOf(stream, step)),
    ...levels,
  });
}

/** What an entry's alert names beside its step, where its route takes that; now and then nothing. */
function levelsOf(dice: Dice, { stopLoss, overrides }: Route, symbol: string, { next }: Pick<Sent, 'next'>): object {
  const isAll = overrides.includes('protect');
  if (next === 0 || (!isAll && stopLoss?.fromAlert !== true) || dice.chance(0.15)) return {};
  const at = (permille: number) =>
    decimal(PRICES[symbol] ?? '0')
      .times(1_000 + (next > 0 ? permille : -permille))
      .div(1_000)
      .toDecimalPlaces(1)
      .toFixed();
  const sl = at(-dice.between(28, 40));
  if (!isAll || dice.chance(0.4)) return { sl };
  return { sl, tp1: at(dice.between(3, 9)), ...(dice.chance(0.5) ? { tp2: at(dice.between(10, 20)) } : {}) };
}

function verbOf(stream: StreamProfile, step: Step): object {
  const { previous, next, form } = step;
  if (form === 'sides' || form === 'signed') return positionsOf(step, true);
  const money = form === 'money' ? { notional: moneyOf(stream, 1.5) } : {};
  if (next === 0) return { action: 'close' };
  if (next > 0 !== previous > 0 || previous === 0) return { action: next > 0 ? 'long' : 'short', ...money };
  return Math.abs(next) > Math.abs(previous)
    ? { action: 'add', ...money }
    : { action: 'reduce', positionPercent: '50' };
}

/** What leaves a position takes all that there is. */
function orderOf(stream: StreamProfile, { previous, next, form }: Step): object {
  const action = next > previous ? 'buy' : 'sell';
  if (next === 0) return { action, quantity: '1000', reduceOnly: true };
  if (form === 'money') return { action, notional: moneyOf(stream, Math.abs(next - previous)) };
  return {
    action,
    quantity: decimal(`${next - previous}`)
      .abs()
      .toFixed(),
  };
}

/** The position after the step, and the one before it where that is told. */
function positionsOf({ previous, next, form }: Step, isBoth: boolean): object {
  const nameOf = (value: number) => (value === 0 ? 'flat' : value < 0 ? 'short' : 'long');
  return {
    ...(isBoth ? { prevMarketPosition: nameOf(previous), prevMarketPositionSize: sizeOf(previous) } : {}),
    ...(form === 'signed'
      ? { positionSize: `${next}` }
      : { marketPosition: nameOf(next), marketPositionSize: sizeOf(next) }),
  };
}

/** Quote asset: of so many contracts. */
function moneyOf({ symbol }: StreamProfile, contracts: number): string {
  return perContract(symbol)
    .times(PRICES[symbol] ?? '0')
    .times(`${contracts}`)
    .toFixed();
}

function sizeOf(value: number): string {
  return decimal(`${value}`).abs().toFixed();
}

function alertOf(route: Route, { strategy, symbol }: StreamProfile, step: Step, levels: object): string {
  const { firedAt, previous, next, orderId, form } = step;
  const fill = { action: next > previous ? 'buy' : 'sell', contracts: sizeOf(next - previous) };
  return JSON.stringify({
    strategy,
    symbol: `${symbol}.P`,
    exchange: 'BINANCE',
    ...(form === 'usual' ? fill : {}),
    ...positionsOf(step, route.mode !== 'target'),
    ...(form === 'usual' ? { positionSize: `${next}` } : {}),
    orderId,
    price: PRICES[symbol],
    firedAt: new Date(firedAt).toISOString(),
    ...levels,
  });
}
