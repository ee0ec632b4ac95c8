import { reportPosition } from '../desk/account-reports.ts';
import { readPositions, type FreshContext } from '../desk/fresh.ts';
import type { DeskView } from '../outbox/render-row.ts';

/** What messages need to know of the accounts, read when they are delivered. */
export function createDeskView(context: FreshContext): DeskView {
  const { manager } = context;
  const viewOf = (brokerId: string) => (manager.ids.includes(brokerId) ? manager.view(brokerId) : null);
  return {
    scales: (brokerId, symbol) => viewOf(brokerId)?.instrument(symbol) ?? null,
    async position(brokerId, symbol, positionSide) {
      const account = viewOf(brokerId);
      if (account === null) return null;
      const { value, heardAgoMs } = await readPositions(context, account);
      const position = value.find((it) => it.symbol === symbol && it.positionSide === positionSide);
      return position === undefined ? null : reportPosition(account, position, heardAgoMs);
    },
  };
}
