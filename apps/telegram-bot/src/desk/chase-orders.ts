import { decimal, toClientOrderId, toVenueOrderId, ZERO, type Order } from '@perpdesk/broker-core';
import { INTENT_END_STATES, type IntentRow } from '@perpdesk/journal/port';
import type { DeskContext } from './desk-context.ts';
import { tryRead } from './trade-door.ts';

/** What a cancel needs of an order. */
export type CancelableOrder = Pick<
  Order,
  | 'symbol'
  | 'positionSide'
  | 'side'
  | 'type'
  | 'quantity'
  | 'filledQuantity'
  | 'price'
  | 'clientOrderId'
  | 'venueOrderId'
>;

/** An entry of which one order has ended and the next is about to be sent: none of it rests just then. */
export interface ChaseOrder {
  readonly stream: string;
  /** By the order that has ended: canceled, it ends what follows it. Its quantity is what is left. */
  readonly order: CancelableOrder;
}

/** Entries of an account that stand between two of their orders. */
export async function readChaseOrders(
  { journal }: Pick<DeskContext, 'journal'>,
  brokerId: string,
): Promise<readonly ChaseOrder[]> {
  const nexts = await tryRead(() => journal.listIntents({ brokerId, states: ['planned'] }));
  const entries = nexts?.filter(({ kind }) => kind === 'increase') ?? [];
  if (entries.length === 0) return [];
  const signalIds = [...new Set(entries.map(({ signalId }) => signalId))];
  const rows = (await tryRead(() => journal.listIntents({ brokerId, signalIds, states: INTENT_END_STATES }))) ?? [];
  return entries.flatMap((next) => {
    const last = rows.filter((row) => isBefore(row, next)).reduce<IntentRow | null>(later, null);
    return last === null ? [] : [{ stream: next.stream, order: toOrder(last) }];
  });
}

function isBefore(row: IntentRow, next: IntentRow): boolean {
  const isOfEntry = row.signalId === next.signalId && row.kind === 'increase' && row.side === next.side;
  return isOfEntry && row.clientOrderId !== null && row.state !== 'filled' && row.leg < next.leg;
}

function later(last: IntentRow | null, row: IntentRow): IntentRow {
  return last === null || row.leg > last.leg ? row : last;
}

function toOrder(last: IntentRow): CancelableOrder {
  const { symbol, positionSide, side, quantity, filledQuantity, clientOrderId, venueOrderId } = last;
  return {
    symbol,
    positionSide: positionSide === 'long' || positionSide === 'short' ? positionSide : 'net',
    side: side === 'sell' ? 'sell' : 'buy',
    type: 'limit',
    quantity: quantity === null ? null : decimal(quantity).minus(decimal(filledQuantity)),
    filledQuantity: ZERO,
    price: null,
    clientOrderId: toClientOrderId(clientOrderId ?? ''),
    venueOrderId: toVenueOrderId(venueOrderId ?? clientOrderId ?? ''),
  };
}
