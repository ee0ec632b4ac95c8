import type { Balance, Fill, Position, PositionSide } from '@perpdesk/broker-core';
import type { EngineEvent } from '@perpdesk/broker-paper/engine';

export type OrderEvent = Extract<EngineEvent, { readonly type: 'order-updated' }>;

export interface PositionChange {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** `null`: flat. */
  readonly position: Position | null;
}

/** One change of an order. */
export interface OrderMoment {
  readonly type: 'order';
  readonly event: OrderEvent;
}

/** One fill of an order, and what it made of position and balance. */
export interface FillMoment {
  readonly type: 'fill';
  readonly event: OrderEvent;
  readonly fill: Fill;
  readonly position: PositionChange | null;
  readonly balance: Balance | null;
}

/** A balance that no fill has changed, with the positions that changed along with it. */
export interface BalanceMoment {
  readonly type: 'balance';
  readonly balance: Balance;
  readonly positions: readonly PositionChange[];
}

export type StepMoment = OrderMoment | FillMoment | BalanceMoment;

/** The events of one step, those that belong to one fill put together. */
export function momentsOf(events: readonly EngineEvent[]): readonly StepMoment[] {
  const moments: StepMoment[] = [];
  let fill: Fill | null = null;
  let positions: PositionChange[] = [];
  for (const event of events) {
    const last = moments.at(-1);
    const open = last?.type === 'fill' && last.balance === null ? last : null;
    switch (event.type) {
      case 'fill-received':
        ({ fill } = event);
        break;
      case 'order-updated':
        if (event.change !== 'filled' || fill === null) moments.push({ type: 'order', event });
        else moments.push({ type: 'fill', event, fill, position: null, balance: null });
        break;
      case 'position-updated':
        if (open?.position === null) moments.splice(-1, 1, { ...open, position: event });
        else positions.push(event);
        break;
      case 'balance-updated':
        if (open !== null) moments.splice(-1, 1, { ...open, balance: event.balance });
        else moments.push({ type: 'balance', balance: event.balance, positions });
        positions = [];
        break;
      default:
    }
  }
  return moments;
}
