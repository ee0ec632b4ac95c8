import { decimal } from '@perpdesk/broker-core';
import type { IntentRow, Journal } from '@perpdesk/journal/port';
import { isAmount, isRecord } from '../stored-amounts.ts';
import type { AddedPart } from './added-risk.ts';

/** Base asset, as its card shows it; `null` where it does not. */
export function plannedQuantity({ goal }: Pick<IntentRow, 'goal'>): string | null {
  const value: unknown = JSON.parse(goal);
  const asks = isRecord(value) ? value['asks'] : null;
  return isRecord(asks) && isAmount(asks['planned']) ? asks['planned'] : null;
}

/** What an alert's card adds on its accounts: by these sizes, else as planned. */
export async function askedParts(
  journal: Pick<Journal, 'listIntents'>,
  signalId: string,
  quantities: Readonly<Record<string, unknown>>,
): Promise<readonly AddedPart[]> {
  const rows = await journal.listIntents({ signalIds: [signalId] });
  return rows.flatMap((row) => {
    const planned = row.kind === 'increase' ? plannedQuantity(row) : null;
    if (planned === null) return [];
    const typed = quantities[row.brokerId];
    const quantity = decimal(isAmount(typed) ? typed : planned);
    return [{ brokerId: row.brokerId, symbol: row.symbol, quantity }];
  });
}
