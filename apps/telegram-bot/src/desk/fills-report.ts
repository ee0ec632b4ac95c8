import { decimal, type Decimal, type Environment, type Instrument } from '@perpdesk/broker-core';
import { select } from './account-reports.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, type DeskResult } from './desk-result.ts';
import type { DeskUser } from './desk-user.ts';
import { readIntents, streamOf } from './own-fills.ts';
import { readCount } from './read-count.ts';
import { visibleAccounts } from './resolve-account.ts';
import { parseWords } from './words.ts';

export interface FillReport {
  readonly brokerId: string;
  readonly environment: Environment;
  readonly symbol: string;
  readonly side: string;
  /** Base asset, > 0. */
  readonly quantity: Decimal;
  /** Quote asset. */
  readonly price: Decimal;
  /** In `feeAsset`; > 0 is paid. */
  readonly fee: Decimal;
  readonly feeAsset: string;
  /** Settle asset, signed, before fees. */
  readonly realizedPnl: Decimal;
  readonly clientOrderId: string | null;
  /** The exchange's time, Unix ms. */
  readonly venueAt: number;
  /** Of whose order: a strategy's, `/panic`; `null`: none of the desk's. */
  readonly stream: string | null;
  readonly instrument: Instrument | null;
}

const COUNT = { usual: 10, most: 50, form: '/fills 20' } as const;

/** Reads `[n] [symbol] [@account]`: what the desk heard of, newest first. */
export async function reportFills(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<readonly FillReport[]>> {
  const words = parseWords(text, visibleAccounts(context, user));
  const counted = readCount(words.rest, COUNT);
  if (!counted.ok) return counted;
  const account = words.account === null ? [] : [`@${words.account}`];
  const selected = select(context, user, [...counted.value.rest, ...account].join(' '));
  if (!selected.ok) return selected;
  const { accounts, symbol } = selected.value;
  const { journal, manager } = context;
  const rows = await Promise.all(
    accounts.map(({ brokerId }) =>
      journal.listFills({ brokerId, newest: counted.value.count, ...(symbol === null ? {} : { symbol }) }),
    ),
  );
  const newest = rows
    .flat()
    .toSorted((a, b) => b.venueAt - a.venueAt)
    .slice(0, counted.value.count);
  const intents = await readIntents(
    journal,
    newest.flatMap(({ intentId }) => (intentId === null ? [] : [intentId])),
  );
  return accept(
    newest.map((row) => {
      const view = manager.view(row.brokerId);
      return {
        brokerId: row.brokerId,
        environment: view.environment,
        symbol: row.symbol,
        side: row.side,
        quantity: decimal(row.quantity),
        price: decimal(row.price),
        fee: decimal(row.fee),
        feeAsset: row.feeAsset,
        realizedPnl: decimal(row.realizedPnl),
        clientOrderId: row.clientOrderId,
        venueAt: row.venueAt,
        stream: streamOf(row, intents.get(row.intentId ?? '')),
        instrument: view.instrument(row.symbol),
      };
    }),
  );
}
