import type { Decimal } from '@perpdesk/broker-core';
import { type EngineEvent, type EngineState, nextExpiryAt, step } from '@perpdesk/broker-paper/engine';
import type { VenueClock } from '../venue-clock.ts';
import type { AccountListener, AccountNotice } from './account-step.ts';
import type { ApiKey } from './api-key.ts';
import type { IdSpace } from './id-space.ts';
import { createOrderRecords } from './order-records.ts';
import type { FillRecord, IncomeRecord, VenueAccount } from './venue-account.ts';

export interface NewAccount {
  readonly name: string;
  readonly key: ApiKey;
  readonly canTrade: boolean;
  readonly isMultiAssets: boolean;
  /** Without money: it comes by `balances`. */
  readonly state: EngineState;
  readonly balances: Readonly<Record<string, Decimal>>;
}

export function createAccount(clock: VenueClock, ids: IdSpace, options: NewAccount): VenueAccount {
  const { name, key, canTrade } = options;
  let { state, isMultiAssets } = options;
  const orders = createOrderRecords(ids);
  const fills: FillRecord[] = [];
  const incomes: IncomeRecord[] = [];
  const listeners = new Set<AccountListener>();
  let cancelTimer = () => {};
  let dueAt: number | null = null;

  const keep = (events: readonly EngineEvent[]) => {
    let tradeId = '';
    for (const event of events) {
      if (event.type === 'fill-received') {
        fills.push({ fill: event.fill, orderId: ids.toOrderId(event.executionOrderId) });
        ({ tradeId } = event.fill);
      }
      if (event.type !== 'income-booked') continue;
      const isOfTrade = event.income.type === 'realized-pnl' || event.income.type === 'fee';
      incomes.push({
        income: event.income,
        transferId: incomes.length + 1,
        tradeId: isOfTrade ? tradeId : '',
      });
    }
  };
  const wakeAt = (nextAt: number | null) => {
    if (nextAt === dueAt) return;
    cancelTimer();
    dueAt = nextAt;
    if (nextAt === null) return;
    cancelTimer = clock.schedule(Math.max(0, nextAt - clock.now()), () => {
      dueAt = null;
      account.submit({ type: 'time-passed' });
    });
  };
  const notify = (notice: AccountNotice) => {
    for (const listener of listeners) listener.onNotice?.(notice);
  };

  const account: VenueAccount = {
    name,
    key,
    canTrade,
    get isMultiAssets() {
      return isMultiAssets;
    },
    get state() {
      return state;
    },
    orders,
    fills,
    incomes,
    submit(input, { terms, modifyId = null } = {}) {
      const at = clock.now();
      const before = state;
      const { state: after, events, result } = step(before, input, at);
      state = after;
      for (const event of events) orders.take(event, before, terms);
      keep(events);
      wakeAt(nextExpiryAt(after));
      const done = { modifyId, at, input, before, after, events, result };
      for (const listener of listeners) listener.onStep(done);
      return done;
    },
    moveMargin(symbol, positionSide, amount) {
      const before = state;
      const positions = before.positions.map((held) =>
        held.symbol === symbol && held.positionSide === positionSide
          ? { ...held, isolatedMargin: held.isolatedMargin.plus(amount) }
          : held,
      );
      state = { ...before, positions };
      notify({ type: 'margin-moved', at: clock.now(), symbol, before, after: state });
    },
    setMultiAssets(isOn) {
      isMultiAssets = isOn;
      notify({ type: 'multi-assets', at: clock.now(), isOn });
    },
    changeRules(change) {
      state = { ...state, rules: change(state.rules) };
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      cancelTimer();
      listeners.clear();
    },
  };
  for (const [asset, amount] of Object.entries(options.balances)) account.submit({ type: 'deposit', asset, amount });
  return account;
}
