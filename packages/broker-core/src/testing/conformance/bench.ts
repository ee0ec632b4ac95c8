import type { Broker } from '../../broker.ts';
import type { Clock } from '../../clock.ts';
import type { ClientOrderId } from '../../ids.ts';
import type { FaultsDoor } from './fault.ts';
import type { MarketDoor } from './market-door.ts';
import type { StreamDoor } from './stream-door.ts';

/**
 * What the author of a broker supplies for one case: the broker, connected, and doors to the venue behind it.
 *
 * In the symbols that it names the kit cancels all orders and closes all positions, before and after each case, and it
 * sets leverage, margin type and position mode: the account must be there for tests alone.
 */
export interface Bench {
  readonly broker: Broker;
  /** Listed, trading, with money behind them. Orders are the smallest that the instrument allows, or some multiples. */
  readonly symbols: readonly [string, ...string[]];
  /** What waiting goes by; one that can `advance` is moved on instead of waited for. Default: the machine's. */
  readonly clock?: Clock & {
    /** Moves the time forward. */
    advance?(ms: number): Promise<void>;
  };
  /** How long a case waits for what must come about. Default 10000. */
  readonly patienceMs?: number;
  readonly market?: MarketDoor;
  readonly faults?: FaultsDoor;
  readonly stream?: StreamDoor;
  /**
   * How many orders the venue itself has ever accepted under this id, told by the venue and not by way of the broker:
   * the proof that nothing was sent twice. Left out where the venue cannot say.
   */
  ordersAtVenue?(clientOrderId: ClientOrderId): Promise<number>;
  /** What no error may carry: keys, signatures, tokens. */
  readonly secrets?: readonly string[];
  /** Called after the case and its cleaning up. */
  close(): Promise<void>;
}
