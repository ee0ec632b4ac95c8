import { BrokerError } from './broker-error.ts';
import type { Broker, WriteOptions } from './broker.ts';
import type { ClientOrderId } from './ids.ts';
import type { Order } from './order.ts';
import type { Position } from './position.ts';

export interface CloseAllPositionsOptions extends WriteOptions {
  /** Makes each closing order's id. */
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
 * @throws {BrokerError} if the positions cannot be read.
 */
export async function closeAllPositions(
  broker: Broker,
  { clientOrderId, ...options }: CloseAllPositionsOptions,
): Promise<readonly ClosePositionResult[]> {
  const positions = await broker.getPositions(options.abortSignal ? { abortSignal: options.abortSignal } : {});
  const close = async (position: Position): Promise<ClosePositionResult> => {
    const { symbol, positionSide } = position;
    try {
      const order = await broker.closePosition(symbol, {
        ...options,
        positionSide,
        clientOrderId: clientOrderId(position),
      });
      return { position, ok: true, order };
    } catch (error) {
      if (!BrokerError.is(error)) throw error;
      return { position, ok: false, error };
    }
  };
  return Promise.all(positions.map(close));
}
