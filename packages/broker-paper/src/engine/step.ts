import type { Order } from '@perpdesk/broker-core';
import { amendOrder } from './amend.ts';
import { cancelAllOrders, cancelOrder } from './cancel.ts';
import { deposit } from './deposit.ts';
import type { EngineEvent } from './event.ts';
import { setCountdown } from './countdown.ts';
import { deleverage } from './deleverage.ts';
import { applyDue } from './expiry.ts';
import { applyFunding } from './funding.ts';
import type { EngineInput } from './input.ts';
import { liquidate } from './liquidation.ts';
import { done, type Outcome } from './outcome.ts';
import { placeOrder } from './place.ts';
import { setPositionMode } from './position-mode.ts';
import { begin, type Progress } from './progress.ts';
import type { Refusal } from './refusal.ts';
import type { EngineState } from './state.ts';
import { setLeverage, setMarginType } from './symbol-settings.ts';
import { applyMark, applyTick } from './tick.ts';
import { checkValidity } from './validity-check.ts';

export type StepResult =
  /** The orders that the command was about, as they stand after the step. */
  { readonly ok: true; readonly orders: readonly Order[] } | Refusal;

export type Step = {
  readonly state: EngineState;
  readonly events: readonly EngineEvent[];
  readonly result: StepResult;
};

/**
 * What one command, one price or the mere passing of time makes of the exchange at `at` (Unix ms).
 *
 * Pure: the same arguments give the same answer, and nothing else is read or changed. A refused command changes nothing
 * but what the time alone did (good-till dates, countdowns).
 */
export function step(state: EngineState, input: EngineInput, at: number): Step {
  const due = applyDue(begin(state), at);
  const outcome = apply(due, input, at);
  if (!outcome.ok) return { ...due, result: outcome };
  const { state: next, events } = liquidate(outcome.progress, at);
  const orders = outcome.touched.flatMap((id) => lastForm(events, id) ?? []);
  return { state: next, events, result: { ok: true, orders } };
}

function apply(progress: Progress, input: EngineInput, at: number): Outcome {
  const late = 'validity' in input ? checkValidity(input.validity, at) : null;
  if (late !== null) return late;
  switch (input.type) {
    case 'place':
      return placeOrder(progress, input.request, at);
    case 'amend':
      return amendOrder(progress, input.request, at);
    case 'cancel':
      return cancelOrder(progress, input.ref, at);
    case 'cancel-all':
      return cancelAllOrders(progress, input.symbol, at);
    case 'set-leverage':
      return setLeverage(progress, input.symbol, input.leverage, at);
    case 'set-margin-type':
      return setMarginType(progress, input.symbol, input.marginType, at);
    case 'set-position-mode':
      return setPositionMode(progress, input.positionMode);
    case 'set-countdown':
      return setCountdown(progress, input.symbol, input.timeoutMs, at);
    case 'funding':
      return applyFunding(progress, input.symbol, input.rate, at);
    case 'adl':
      return deleverage(progress, input, at);
    case 'deposit':
      return deposit(progress, input.asset, input.amount, at);
    case 'tick':
      return applyTick(progress, input, at);
    case 'mark':
      return applyMark(progress, input, at);
    case 'time-passed':
      return done(progress);
    default:
      return input satisfies never;
  }
}

function lastForm(events: readonly EngineEvent[], venueOrderId: Order['venueOrderId']): Order | undefined {
  const event = events.findLast((one) => one.type === 'order-updated' && one.order.venueOrderId === venueOrderId);
  return event?.type === 'order-updated' ? event.order : undefined;
}
