import { type Broker, toClientOrderId } from '@perpdesk/broker-core';
import type { Belief } from './belief.test.fixture.ts';
import type { Tally } from './soak-worker.test.fixture.ts';

/** One order in the venue's own ledger. */
export interface LedgerOrder {
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly venueOrderId: string;
  readonly status: string;
  /** Decimal text, as formatted plainly. */
  readonly filledQuantity: string;
}

export interface Ledger {
  readonly orders: readonly LedgerOrder[];
  /** Symbol and trade id of every fill. */
  readonly fills: readonly string[];
  /** Symbol, side and quantity of every position. */
  readonly positions: readonly string[];
}

export interface Verdict {
  readonly duplicates: readonly string[];
  readonly lost: readonly string[];
  readonly denied: readonly string[];
}

/** What we hold to be true against what the venue says is. */
export async function compare(broker: Broker, tally: Tally, belief: Belief, ledger: Ledger): Promise<Verdict> {
  const byId = new Map<string, LedgerOrder[]>();
  for (const order of ledger.orders) byId.set(order.clientOrderId, [...(byId.get(order.clientOrderId) ?? []), order]);
  const duplicates = [...byId].flatMap(([id, orders]) => (orders.length > 1 ? [`${id}: ${orders.length} orders`] : []));
  const lost: string[] = [];
  const denied: string[] = [...belief.faults];
  for (const [id, fate] of tally.fates) {
    const isThere = byId.has(id);
    if (fate.kind === 'exists' && !isThere) lost.push(`${id}: we hold it for placed, the venue has none`);
    if (fate.kind === 'absent' && isThere) lost.push(`${id}: we hold it for absent, the venue has it`);
  }
  for (const { clientOrderId, symbol, venueOrderId, status, filledQuantity } of ledger.orders) {
    const told = belief.orders.get(venueOrderId);
    const said = told === undefined ? 'never told' : `${told.status} ${told.filledQuantity.toFixed()}`;
    if (said !== `${status} ${filledQuantity}`)
      denied.push(`${clientOrderId} (${venueOrderId}): stream ${said}, venue ${status} ${filledQuantity}`);
    const ref = { symbol, clientOrderId: toClientOrderId(clientOrderId) };
    const { order } = await broker.findOrder(ref);
    const read = order === null ? 'not found' : `${order.status} ${order.filledQuantity.toFixed()}`;
    if (read !== `${status} ${filledQuantity}`)
      denied.push(`${clientOrderId}: read ${read}, venue ${status} ${filledQuantity}`);
  }
  const told = new Set(belief.fills.keys());
  for (const fill of ledger.fills) if (!told.delete(fill)) denied.push(`fill ${fill} was never told`);
  for (const fill of told) denied.push(`fill ${fill} was told and never was`);
  const held = (await broker.getPositions()).map(
    ({ symbol, positionSide, quantity }) => `${symbol} ${positionSide} ${quantity.toFixed()}`,
  );
  if (held.toSorted().join() !== ledger.positions.toSorted().join()) {
    denied.push(`positions: read ${held.join(', ')}, venue ${ledger.positions.join(', ')}`);
  }
  return { duplicates, lost, denied };
}
