import { isOpenOrder, type Order, type OrderRef } from '@perpdesk/broker-core';
import { lookUpOrder, type LookUpOptions } from '../reads/look-up-order.ts';
import type { Session } from '../session.ts';
import { beforeSending } from './before-sending.ts';

/** The order that is to be changed: as it is known where it is open; else it is looked up, since its client id may have been used again elsewhere. */
export async function findToChange(session: Session, ref: OrderRef, reading: LookUpOptions): Promise<Order | null> {
  const tracked = session.tracker.find(ref);
  if (tracked !== null && isOpenOrder(tracked)) return tracked;
  return beforeSending(lookUpOrder(session, ref, reading), ref.clientOrderId);
}
