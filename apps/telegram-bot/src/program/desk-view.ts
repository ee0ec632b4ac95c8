import type { BrokerManager } from '@perpdesk/broker-manager';
import { reportPosition } from '../desk/account-reports.ts';
import type { DeskView } from '../outbox/render-row.ts';

/** What messages need to know of the accounts, read when they are delivered. */
export function createDeskView(manager: BrokerManager): DeskView {
  const viewOf = (brokerId: string) => (manager.ids.includes(brokerId) ? manager.view(brokerId) : null);
  return {
    scales: (brokerId, symbol) => viewOf(brokerId)?.instrument(symbol) ?? null,
    position(brokerId, symbol, positionSide) {
      const account = viewOf(brokerId);
      const position = account?.positions.find((it) => it.symbol === symbol && it.positionSide === positionSide);
      return account === null || position === undefined || position.quantity.isZero()
        ? null
        : reportPosition(account, position);
    },
  };
}
