import type { Broker, OrderRef } from '../../broker.ts';
import { type ClientOrderId, toClientOrderId } from '../../ids.ts';
import type { Instrument } from '../../instrument.ts';
import type { Order } from '../../order.ts';
import type { PositionSide, Side } from '../../side.ts';
import { assertThat } from './assertions.ts';
import type { Bench } from './bench.ts';
import { type CaseFailures, createFailures } from './case-failures.ts';
import { type CaseReadings, createReadings } from './case-readings.ts';
import { type CaseTerms, createTerms } from './case-terms.ts';
import { type EventRecord, recordEvents } from './event-record.ts';
import type { FaultsDoor } from './fault.ts';
import type { MarketDoor } from './market-door.ts';
import { createPatience, type Patience } from './patience.ts';
import type { StreamDoor } from './stream-door.ts';

/** What a case is handed: the broker, the bench's doors, and what it needs to order, wait, read back and compare. */
export interface CaseContext extends CaseTerms, CaseReadings, CaseFailures, Patience {
  readonly broker: Broker;
  readonly symbol: string;
  /** Another instrument. Needs `two-symbols`. */
  readonly otherSymbol: string;
  readonly instrument: Instrument;
  /** The exchange's time (Unix ms) when the case began. */
  readonly startedAt: number;
  readonly market: MarketDoor;
  readonly faults: FaultsDoor;
  readonly stream: StreamDoor;
  /** A client order id of this run, this case and this name: the same name gives the same id. Up to 10 characters. */
  id(name: string): ClientOrderId;
  /** The order of that name. */
  ref(name: string): OrderRef;
  /** Watches the account until the case ends. */
  watch(): EventRecord;
  /** Runs when the case ends, in any case, the latest first. */
  after(undo: () => Promise<void>): void;
  /** Opens a position by a market order and resolves with the order, filled, when the position is there. */
  enter(
    name: string,
    side: Side,
    terms?: { readonly units?: number; readonly positionSide?: PositionSide },
  ): Promise<Order>;
}

export interface CaseRun {
  readonly context: CaseContext;
  /** Undoes what the case asked to have undone. */
  end(): Promise<void>;
}

/** Reads what the terms are made of: the exchange's time, the instrument and its mark price. */
export async function createCaseRun(caseId: string, bench: Bench): Promise<CaseRun> {
  const { broker, symbols } = bench;
  const [symbol, otherSymbol] = symbols;
  const patience = createPatience(bench);
  const startedAt = await broker.getServerTime();
  const instrument = await broker.getInstrument(symbol);
  const mark = await broker.getMarkPrice(symbol);
  const id = (name: string) => toClientOrderId(`${startedAt.toString(36)}-${caseId}-${name}`);
  const undos: (() => Promise<void>)[] = [];
  const terms = createTerms(instrument, mark, id);
  const readings = createReadings(bench, { symbol, startedAt, patience });
  const context: CaseContext = {
    ...patience,
    ...terms,
    ...readings,
    ...createFailures(bench),
    broker,
    symbol,
    instrument,
    startedAt,
    id,
    ref: (name) => ({ symbol, clientOrderId: id(name) }),
    get otherSymbol() {
      return present(otherSymbol, 'second symbol');
    },
    get market() {
      return present(bench.market, 'market');
    },
    get faults() {
      return present(bench.faults, 'faults');
    },
    get stream() {
      return present(bench.stream, 'stream');
    },
    watch() {
      const record = recordEvents(broker, patience);
      undos.push(async () => record.end());
      return record;
    },
    after: (undo) => void undos.push(undo),
    async enter(name, side, entry) {
      const request = terms.taking(name, side, entry);
      await broker.placeOrder(request);
      const order = await readings.order(request.clientOrderId, 'filled');
      const isLong = side === 'buy';
      await readings.position(({ quantity }) => quantity.isPositive() === isLong, entry?.positionSide);
      return order;
    },
  };
  return {
    context,
    async end() {
      const failures: unknown[] = [];
      for (const undo of undos.toReversed()) await undo().catch((error: unknown) => void failures.push(error));
      if (failures.length > 0) throw failures[0];
    },
  };
}

function present<T>(door: T | undefined, name: string): T {
  assertThat(door !== undefined, `The bench offers a ${name} and has none.`);
  return door;
}
