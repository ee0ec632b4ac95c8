import {
  BrokerError,
  Decimal,
  sleep,
  type Broker,
  type ClientOrderId,
  type Clock,
  type Instrument,
  type Order,
  type Position,
} from '@perpdesk/broker-core';
import type { OrderGate } from './order-gate.ts';
import { heldSides, legId, planLegs, splitLeg, wantedSides, type Aim, type Leg } from './position-legs.ts';
import { toBrokerError } from './to-broker-error.ts';

export interface SyncReport {
  /** Those of this name, the ones of earlier calls included; none where nothing was needed. */
  readonly orders: readonly Order[];
  /** Of the instrument, as they were read last. */
  readonly positions: readonly Position[];
  /** As read last; an order that rests or was refused in part leaves it `false`. */
  readonly isAtTarget: boolean;
}

export interface DriveRequest {
  readonly symbol: string;
  /** Base asset, signed; taken down to the step. */
  readonly target: Decimal;
  /** Of what is asked for: the same name again sends nothing twice. */
  readonly name: string;
  readonly abortSignal: AbortSignal;
}

/** Brings positions to where they are to be. */
export interface PositionDriver {
  /** One after the other on an account's instrument. @throws {BrokerError} of the first read or order that fails. */
  drive(broker: Broker, request: DriveRequest): Promise<SyncReport>;
}

const LOOK_MS = 250;
const LOOKS = 8;
/** Names of orders that were sent and not heard of. */
const MAX_KEPT = 10_000;

export function createPositionDriver({
  gate,
  clock,
}: {
  readonly gate: OrderGate;
  readonly clock: Clock;
}): PositionDriver {
  const running = new Map<string, Promise<unknown>>();
  const unheard = new Set<string>();

  /** Sends it unless the exchange has it, or it may have it. */
  async function sendLeg(
    broker: Broker,
    symbol: string,
    leg: Leg,
    clientOrderId: ClientOrderId,
    abortSignal: AbortSignal,
  ) {
    const { order } = await broker.findOrder({ symbol, clientOrderId }, { abortSignal });
    if (order !== null) return order;
    const key = `${broker.id} ${clientOrderId}`;
    if (unheard.has(key)) throw mayExist(clientOrderId);
    unheard.add(key);
    for (const oldest of unheard) {
      if (unheard.size <= MAX_KEPT) break;
      unheard.delete(oldest);
    }
    const { kind, side, positionSide, quantity } = leg;
    const reduces = kind === 'reduce' && positionSide === 'net' ? { reduceOnly: true } : {};
    try {
      const request = { type: 'market', symbol, side, positionSide, quantity, clientOrderId, ...reduces } as const;
      const sent = await gate(broker, request, { abortSignal });
      unheard.delete(key);
      return sent;
    } catch (error) {
      const failure = toBrokerError(error, 'syncPosition');
      if (failure.outcome !== 'unknown') unheard.delete(key);
      throw failure;
    }
  }

  async function driveOne(broker: Broker, { symbol, target, name, abortSignal }: DriveRequest): Promise<SyncReport> {
    if (!Decimal.isDecimal(target) || !target.isFinite()) throw noTarget(target);
    const options = { abortSignal };
    const [mode, instrument] = await Promise.all([
      broker.getPositionMode(options),
      broker.getInstrument(symbol, options),
    ]);
    const orders: Order[] = [];
    const read = async () => {
      const all = await broker.getPositions(options);
      return all.filter((position) => position.symbol === instrument.symbol);
    };
    const aimAt = (positions: readonly Position[]): Aim => ({ target, mode, positions, instrument });
    const carryOut = async (legs: readonly Leg[]) => {
      for (const leg of legs) {
        for (const [index, piece] of splitLeg(leg, instrument).entries()) {
          const id = legId(name, instrument.symbol, leg, index);
          orders.push(await sendLeg(broker, instrument.symbol, piece, id, abortSignal));
        }
      }
    };
    /** Reads until no leg of the kind is left: an order that was acknowledged may not have filled yet. */
    const settle = async (kind: Leg['kind'], before: readonly Position[]) => {
      let positions = before;
      for (let look = 0; look < LOOKS; look += 1) {
        if (look > 0) await sleep(clock, LOOK_MS, abortSignal);
        positions = await read();
        if (planLegs(aimAt(positions)).every((leg) => leg.kind !== kind)) break;
      }
      return positions;
    };
    const legsOf = (kind: Leg['kind'], positions: readonly Position[]) =>
      planLegs(aimAt(positions)).filter((leg) => leg.kind === kind);

    let positions: readonly Position[] = await read();
    for (const kind of ['reduce', 'increase'] as const) {
      const legs = legsOf(kind, positions);
      // what is to be turned is flat first, or nothing is opened against it
      if (legs.length === 0 || (kind === 'increase' && legsOf('reduce', positions).length > 0)) continue;
      await carryOut(legs);
      positions = await settle(kind, positions);
    }
    return { orders, positions, isAtTarget: isAt(positions, target, instrument) };
  }

  return {
    drive(broker, request) {
      const key = `${broker.id} ${request.symbol}`;
      const before = running.get(key) ?? Promise.resolve();
      const driving = before.then(
        () => driveOne(broker, request),
        () => driveOne(broker, request),
      );
      running.set(key, driving);
      const forget = () => {
        if (running.get(key) === driving) running.delete(key);
      };
      driving.then(forget, forget);
      return driving;
    },
  };
}

function isAt(positions: readonly Position[], target: Decimal, instrument: Instrument): boolean {
  const held = heldSides(positions);
  const wanted = wantedSides({ target, instrument });
  return held.long.equals(wanted.long) && held.short.equals(wanted.short);
}

function noTarget(target: unknown): BrokerError {
  const message = `The target ${String(target)} is no amount: write decimal('0.02').`;
  return new BrokerError('invalid-request', { operation: 'syncPosition', outcome: 'not-sent', message });
}

function mayExist(clientOrderId: ClientOrderId): BrokerError {
  const message = `Order ${clientOrderId} was sent and may still come: look it up; another id sends another order.`;
  return new BrokerError('duplicate-client-order-id', {
    operation: 'syncPosition',
    outcome: 'unknown',
    message,
    clientOrderId,
  });
}
