import { BrokerError } from './broker-error.ts';
import type { Broker, WriteOptions } from './broker.ts';
import type { ClientOrderId } from './ids.ts';
import type { Order } from './order.ts';
import type { Position } from './position.ts';

export interface CloseAllPositionsOptions extends WriteOptions {
  /** Makes each closing order's id; called for all of them before anything is sent. */
  readonly clientOrderId: (position: Position) => ClientOrderId;
}

export type ClosePositionResult =
  | { readonly position: Position; readonly ok: true; readonly order: Order }
  | { readonly position: Position; readonly ok: false; readonly error: BrokerError };

/**
 * Reads the positions and sends one closing order for each, side by side: a result per position, none when flat.
 *
 * An order that was acknowledged may not have filled yet: read the positions again. A position above the maximum of one
 * market order comes back as `above-maximum`.
 *
 * @throws {BrokerError} if the positions cannot be read. What `clientOrderId` throws; nothing has been sent then.
 */
export async function closeAllPositions(
  broker: Broker,
  { clientOrderId, ...options }: CloseAllPositionsOptions,
): Promise<readonly ClosePositionResult[]> {
  const positions = await broker.getPositions(options.abortSignal ? { abortSignal: options.abortSignal } : {});
  const close = async ({ position, id }: Closing): Promise<ClosePositionResult> => {
    const { symbol, positionSide } = position;
    try {
      const order = await broker.closePosition(symbol, { ...options, positionSide, clientOrderId: id });
      return { position, ok: true, order };
    } catch (error) {
      return { position, ok: false, error: toBrokerError(error, id) };
    }
  };
  return Promise.all(positions.map((position) => ({ position, id: clientOrderId(position) })).map(close));
}

interface Closing {
  readonly position: Position;
  readonly id: ClientOrderId;
}

/** A broker must not throw anything else; where it does, the other positions' results still count. */
function toBrokerError(error: unknown, clientOrderId: ClientOrderId): BrokerError {
  if (BrokerError.is(error)) return error;
  const message = 'The broker failed in a way of its own; it may have closed the position all the same.';
  return new BrokerError('venue-error', { message, operation: 'closePosition', clientOrderId, cause: error });
}
