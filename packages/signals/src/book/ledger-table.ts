import type { LedgerRow } from '@perpdesk/journal/port';
import { laneKey } from './intent-table.ts';

/** Ledger rows by {@link ledgerKey}, with those of an account and of its instruments at hand. Rows are never removed. */
export class LedgerTable extends Map<string, LedgerRow> {
  readonly #brokers = new Map<string, Map<string, LedgerRow>>();
  readonly #lanes = new Map<string, Map<string, LedgerRow>>();

  override set(key: string, row: LedgerRow): this {
    put(this.#brokers, row.brokerId, key, row);
    put(this.#lanes, laneKey(row.brokerId, row.symbol), key, row);
    return super.set(key, row);
  }

  /** In order of their first entry. */
  ofBroker(brokerId: string): readonly LedgerRow[] {
    return [...(this.#brokers.get(brokerId)?.values() ?? [])];
  }

  /** In order of their first entry. */
  ofLane(brokerId: string, symbol: string): readonly LedgerRow[] {
    return [...(this.#lanes.get(laneKey(brokerId, symbol))?.values() ?? [])];
  }
}

function put(groups: Map<string, Map<string, LedgerRow>>, name: string, key: string, row: LedgerRow): void {
  const group = groups.get(name);
  if (group === undefined) groups.set(name, new Map([[key, row]]));
  else group.set(key, row);
}
