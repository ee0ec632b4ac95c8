import { ZERO } from '@perpdesk/broker-core';
import { balanceOf } from '@perpdesk/broker-paper/engine';
import type { AccountStep } from '../../exchange/account-step.ts';
import type { OrderRecords } from '../../exchange/order-records.ts';
import { accountFrame, type AccountChange, type AccountReason } from './account-frame.ts';
import type { Frame } from './frame.ts';
import { marginCallFrame } from './margin-call-frame.ts';
import { createOrderTeller } from './order-teller.ts';
import type { RealizedTally } from './realized-tally.ts';
import { type BalanceMoment, type FillMoment, momentsOf } from './step-moments.ts';
import { tradeLiteFrame } from './trade-lite-frame.ts';

/**
 * What one step tells the account, in the order captured on production: for each fill TRADE_LITE, ACCOUNT_UPDATE, the
 * order; for a conditional order ALGO NEW, ALGO TRIGGERING, what its execution did, ALGO TRIGGERED (with nothing executed
 * yet), ALGO FINISHED.
 *
 * @param realized Of the account, this step's fills counted in.
 */
export function stepFrames(step: AccountStep, records: OrderRecords, realized: RealizedTally): readonly Frame[] {
  const { before, after, at, events } = step;
  const account = createAccountTeller(step, realized);
  const orders = createOrderTeller(step, records);
  const told = momentsOf(events).flatMap((moment): readonly Frame[] => {
    switch (moment.type) {
      case 'order':
        return orders.tell(moment.event, null);
      case 'fill':
        return [...briefly(step, records, moment), ...account.fill(moment), ...orders.tell(moment.event, moment.fill)];
      case 'balance':
        return account.balance(moment);
      default:
        return moment satisfies never;
    }
  });
  const call = marginCallFrame(before, after, at);
  return [...told, ...orders.end(), ...settingsFrames(step, account.settings), ...(call === null ? [] : [call])];
}

function briefly({ after }: AccountStep, records: OrderRecords, { event, fill }: FillMoment): readonly Frame[] {
  const record = records.byEngineId(event.order.venueOrderId);
  const instrument = after.rules.instruments.get(fill.symbol);
  return record === null || instrument === undefined ? [] : [tradeLiteFrame(record, event.order, fill, instrument)];
}

function createAccountTeller({ input, before, after, at }: AccountStep, realized: RealizedTally) {
  const wallets = new Map<string, ReturnType<typeof balanceOf>>();
  const tell = (change: Omit<AccountChange, 'state' | 'realized' | 'at'>) =>
    accountFrame({ ...change, state: after, realized, at });
  const reason = (): AccountReason => {
    if (wallets.size > 0) return 'INSURANCE_CLEAR';
    if (input.type === 'funding') return 'FUNDING_FEE';
    return input.type === 'deposit' ? 'DEPOSIT' : 'INSURANCE_CLEAR';
  };
  return {
    fill({ position, balance }: FillMoment): readonly Frame[] {
      const positions = position === null ? [] : [position];
      if (balance !== null) wallets.set(balance.asset, balance.walletBalance);
      const balances = balance === null ? [] : [{ asset: balance.asset, wallet: balance.walletBalance, change: ZERO }];
      return [tell({ reason: 'ORDER', balances, positions })];
    },
    balance({ balance: { asset, walletBalance: wallet }, positions }: BalanceMoment): readonly Frame[] {
      const why = reason();
      const change = wallet.minus(wallets.get(asset) ?? balanceOf(before, asset));
      wallets.set(asset, wallet);
      if (change.isZero()) return [];
      const symbol = input.type === 'funding' && why === 'FUNDING_FEE' ? { symbol: input.symbol } : {};
      return [tell({ reason: why, balances: [{ asset, wallet, change }], positions, ...symbol })];
    },
    settings(symbol: string): Frame {
      const positionSide = after.positionMode === 'hedge' ? 'long' : 'net';
      return tell({
        reason: 'MARGIN_TYPE_CHANGE',
        balances: [],
        positions: [{ symbol, positionSide, position: null }],
      });
    },
  };
}

/** A leverage is told as ACCOUNT_CONFIG_UPDATE, a margin type as ACCOUNT_UPDATE, whether it changed or not. */
function settingsFrames(
  { input, events, at, result }: AccountStep,
  marginTypeFrame: (symbol: string) => Frame,
): readonly Frame[] {
  if (input.type === 'set-margin-type') return result.ok ? [marginTypeFrame(input.symbol)] : [];
  if (input.type !== 'set-leverage') return [];
  return events.flatMap((event): readonly Frame[] => {
    if (event.type !== 'settings-updated' || event.leverage === null) return [];
    const ac = { s: event.symbol, l: event.leverage };
    return [{ type: 'ACCOUNT_CONFIG_UPDATE', body: { e: 'ACCOUNT_CONFIG_UPDATE', T: at, E: at, ac } }];
  });
}
