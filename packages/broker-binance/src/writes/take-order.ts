import type { Order } from '@perpdesk/broker-core';
import { conditionalOrder } from '../map/conditional-order.ts';
import { plainOrder } from '../map/plain-order.ts';
import { type Asked, mapAnswer, parseAnswer } from '../parse-answer.ts';
import type { Session } from '../session.ts';
import { algoOrderSchema } from '../wire/algo-order.ts';
import { orderSchema, type WireOrder } from '../wire/order.ts';
import { readOrder } from '../wire/read-order.ts';
import { expectTold } from './expect-told.ts';

/** The order that a write was answered with: kept, and to be told by the stream too. */
export function takePlain(session: Session, body: unknown, asked: Asked): Order {
  return takeWire(session, readOrder(body) ?? parseAnswer(orderSchema, body, asked), asked);
}

/** As `takePlain`, for an answer that was read already. */
export function takeWire(session: Session, wire: WireOrder, asked: Asked): Order {
  return expectTold(session, session.tracker.notePlain(mapAnswer(wire, plainOrder, asked)));
}

/** As `takePlain`, for the service of conditional orders. */
export function takeConditional(session: Session, body: unknown, asked: Asked): Order {
  const wire = parseAnswer(algoOrderSchema, body, asked);
  return expectTold(session, session.tracker.noteConditional(mapAnswer(wire, conditionalOrder, asked)));
}
