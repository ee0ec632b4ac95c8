import { type Balance, type CallOptions, type OrderRef, retry } from '@perpdesk/broker-core';
import { ask } from './ask.ts';
import type { Priority } from './http/rate-limit.ts';
import { balanceOf } from './map/account.ts';
import { lookUpOrder } from './reads/look-up-order.ts';
import { readPositions } from './reads/position-reads.ts';
import { readAccountConfig } from './reads/read-account-config.ts';
import { readFills } from './reads/read-fills.ts';
import { readOpenOrders } from './reads/read-open-orders.ts';
import { timeWindows } from './reads/time-windows.ts';
import type { Session } from './session.ts';
import type { AccountReader, SnapshotReader } from './stream/account-reader.ts';
import { balancesSchema } from './wire/balances.ts';

/** For errors: what the stream reads is nobody's call. */
const OPERATION = 'watchAccount';

/** The stream's own looks at the account; `session` is asked for late, since the stream is a part of it. */
export function createAccountReaders(
  session: () => Session,
  leverages: Map<string, number>,
): AccountReader & SnapshotReader {
  const readBalances = async (priority: Priority, options: CallOptions): Promise<readonly Balance[]> => {
    const path = '/fapi/v3/balance';
    const question = { operation: OPERATION, path, weight: 5, priority, schema: balancesSchema } as const;
    const balances = await ask(session(), question, options);
    return balances.filter(({ balance, crossUnPnl }) => !balance.isZero() || !crossUnPnl.isZero()).map(balanceOf);
  };
  const readAllFills = async (fromAt: number, options: CallOptions) => {
    const windows = timeWindows({ fromAt, untilAt: session().venueClock.now() + 60_000 });
    const fills = await Promise.all(
      windows.map((window) => readFills(session(), { operation: OPERATION, window }, options)),
    );
    return fills.flat();
  };
  return {
    leverages,
    lookUp: (ref, abortSignal) => lookUpOrder(session(), ref, { operation: OPERATION, abortSignal }),
    // what completes the stream all day long leaves the limits' reserve alone
    readPositions: (symbol, abortSignal) =>
      readPositions(session(), {
        operation: OPERATION,
        priority: 'normal',
        abortSignal,
        ...(symbol === null ? {} : { symbol }),
      }),
    readBalances: (abortSignal) => readBalances('normal', { abortSignal }),
    async read(fromAt, abortSignal) {
      const options = { operation: OPERATION, abortSignal };
      // one failed request out of many is no reason to ask all of them again
      const patiently = <T>(read: () => Promise<T>) =>
        retry(read, { clock: session().clock, attempts: 3, delayMs: 200, read: true, abortSignal });
      const [openOrders, positions, balances, fills] = await Promise.all([
        patiently(() => readOpenOrders(session(), options)),
        patiently(() => readPositions(session(), options)),
        patiently(() => readBalances('reduce', options)),
        patiently(() => readAllFills(fromAt, options)),
        // a change of the account's modes may have been missed too
        patiently(() => readAccountConfig(session(), OPERATION, options)),
      ]);
      const lookUp = (ref: OrderRef) => patiently(() => lookUpOrder(session(), ref, options));
      return { openOrders, positions, balances, fills, lookUp };
    },
  };
}
