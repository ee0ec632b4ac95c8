import { type Broker, type Fill, type Order, type PositionSide, ZERO } from '@perpdesk/broker-core';
import { type AttributedFill, attributeFills } from './attribute-fills.ts';
import { type RebuiltSide, rebuildSide } from './rebuild-side.ts';

export interface RebuiltAccount {
  /** Every side that is held, or of which a stream owns some. */
  readonly sides: readonly RebuiltSide[];
  /** All that were read, oldest first. */
  readonly fills: readonly AttributedFill[];
}

/**
 * Reads what streams own of an account from the exchange alone: the positions of now, and the fills and orders since
 * `fromAt` (Unix ms). Places nothing.
 *
 * @throws {BrokerError} where something cannot be read.
 */
export async function rebuildAccount(
  broker: Pick<Broker, 'environment' | 'getPositions' | 'getFills' | 'getOrderHistory' | 'findOrder'>,
  { fromAt, abortSignal }: { readonly fromAt: number; readonly abortSignal?: AbortSignal },
): Promise<RebuiltAccount> {
  const options = abortSignal === undefined ? {} : { abortSignal };
  const positions = await broker.getPositions(options);
  const fills = await broker.getFills({ fromAt, ...options });
  const orders: Order[] = [];
  for (const symbol of new Set(fills.map((fill) => fill.symbol))) {
    orders.push(...(await broker.getOrderHistory({ symbol, fromAt, ...options })));
  }
  // an order may be older than what was read: a stop that stood for weeks
  for (const { symbol, venueOrderId } of withoutOrder(fills, orders)) {
    const { order } = await broker.findOrder({ symbol, venueOrderId }, options);
    if (order !== null) orders.push(order);
  }
  const attributed = attributeFills(fills, orders, broker.environment);
  const sides = new Map<string, { readonly symbol: string; readonly positionSide: PositionSide }>();
  for (const { symbol, positionSide } of [...positions, ...fills]) {
    sides.set(`${symbol} ${positionSide}`, { symbol, positionSide });
  }
  const rebuilt = [...sides.values()]
    .map(({ symbol, positionSide }) => {
      const isOfSide = (one: Pick<Fill, 'symbol' | 'positionSide'>) =>
        one.symbol === symbol && one.positionSide === positionSide;
      const held = positions.find(isOfSide)?.quantity ?? ZERO;
      return rebuildSide({ symbol, positionSide, held, fills: attributed.filter(({ fill }) => isOfSide(fill)) });
    })
    .filter(({ held, parts }) => !held.isZero() || parts.length > 0);
  return { sides: rebuilt, fills: attributed };
}

/** One fill of each order that nothing tells of yet. */
function withoutOrder(fills: readonly Fill[], orders: readonly Order[]): readonly Fill[] {
  const told = new Set(
    orders.flatMap(({ symbol, venueOrderId, executionOrderId }) => [
      `${symbol} ${venueOrderId}`,
      `${symbol} ${executionOrderId ?? venueOrderId}`,
    ]),
  );
  const first = new Map(fills.map((fill) => [`${fill.symbol} ${fill.venueOrderId}`, fill]));
  return [...first].flatMap(([key, fill]) => (told.has(key) ? [] : [fill]));
}
