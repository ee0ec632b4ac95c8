import type { Order } from '@perpdesk/broker-core';
import type { Session } from '../session.ts';

/** The stream has to tell this acknowledged order too, or it is deaf. */
export function expectTold({ stream, tracker }: Session, order: Order): Order {
  tracker.expect(order);
  stream.expectTraffic(order);
  return order;
}
