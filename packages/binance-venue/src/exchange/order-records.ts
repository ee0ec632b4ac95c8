import type { OrderRecord } from './order-record.ts';

/** Every order that an account's exchange ever accepted. */
export interface OrderRecords {
  /** The oldest first. */
  readonly all: readonly OrderRecord[];
  /** By the plain order's id, a triggered conditional order's execution included. */
  byOrderId(orderId: string): OrderRecord | null;
  byAlgoId(algoId: string): OrderRecord | null;
  /** The latest plain order (or execution of a triggered one) with that client id. */
  byClientOrderId(clientOrderId: string): OrderRecord | null;
  /** The latest conditional order with that client id. */
  byClientAlgoId(clientAlgoId: string): OrderRecord | null;
  /** By the engine's own id. */
  byEngineId(engineId: string): OrderRecord | null;
}
