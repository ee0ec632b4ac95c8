import type { PositionMode } from '@perpdesk/broker-core';
import type { BrokerHealth } from '@perpdesk/broker-manager';
import { reportBalances, type BalanceReport } from './account-reports.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, type DeskResult } from './desk-result.ts';
import type { DeskUser } from './desk-user.ts';

/** An account at a glance. */
export interface AccountOverview extends BalanceReport {
  readonly health: BrokerHealth;
  readonly positionMode: PositionMode;
  readonly openPositions: number;
  readonly openOrders: number;
}

export async function reportAccounts(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<readonly AccountOverview[]>> {
  const balances = await reportBalances(context, user, text);
  if (!balances.ok) return balances;
  return accept(
    balances.value.map((balance) => {
      const view = context.manager.view(balance.brokerId);
      return {
        ...balance,
        health: view.health(),
        positionMode: view.positionMode,
        openPositions: view.positions.filter(({ quantity }) => !quantity.isZero()).length,
        openOrders: view.openOrders.length,
      };
    }),
  );
}
