import { type Balance, Decimal, ZERO } from '@perpdesk/broker-core';
import type { PartialBalance } from './account-frame.ts';

/** Balances as watchers were told them: the stream says the wallet alone, reads complete it. */
export interface BalanceBook {
  /** From the stream. What is available moves with the wallet until it is read. `null`: nothing new. */
  take(part: PartialBalance): Balance | null;
  /** A snapshot of all; what it does not list is nothing. Those that differ from what was told. */
  load(balances: readonly Balance[]): readonly Balance[];
  /** A reading of these assets. `null`: it is older than the stream. */
  complete(assets: readonly string[], balances: readonly Balance[]): readonly Balance[] | null;
}

function nothingOf(asset: string): Balance {
  return { asset, walletBalance: ZERO, availableBalance: ZERO, unrealizedPnl: ZERO };
}

export function createBalanceBook(): BalanceBook {
  const told = new Map<string, Balance>();
  const keep = (balance: Balance): Balance => {
    told.set(balance.asset, balance);
    return balance;
  };
  return {
    take({ asset, walletBalance }) {
      const known = told.get(asset);
      if (known === undefined) {
        const availableBalance = Decimal.max(walletBalance, ZERO);
        return keep({ asset, walletBalance, availableBalance, unrealizedPnl: ZERO });
      }
      const change = walletBalance.minus(known.walletBalance);
      if (change.isZero()) return null;
      return keep({
        ...known,
        walletBalance,
        availableBalance: Decimal.max(known.availableBalance.plus(change), ZERO),
      });
    },
    load(listed) {
      const isListed = new Set(listed.map(({ asset }) => asset));
      const gone = [...told.keys()].filter((asset) => !isListed.has(asset)).map(nothingOf);
      return [...listed, ...gone].flatMap((balance) => {
        const known = told.get(balance.asset);
        keep(balance);
        const isSame =
          known === undefined ? balance.walletBalance.isZero() : known.walletBalance.equals(balance.walletBalance);
        return isSame ? [] : [balance];
      });
    },
    complete(assets, balances) {
      const wanted = balances.filter(({ asset }) => assets.includes(asset));
      const isStale = assets.some((asset) => {
        const { walletBalance } = wanted.find((balance) => balance.asset === asset) ?? nothingOf(asset);
        return told.get(asset)?.walletBalance.equals(walletBalance) === false;
      });
      if (isStale) return null;
      return wanted.flatMap((balance) => {
        const known = told.get(balance.asset);
        const isSame =
          known !== undefined &&
          known.availableBalance.equals(balance.availableBalance) &&
          known.unrealizedPnl.equals(balance.unrealizedPnl);
        return isSame ? [] : [keep(balance)];
      });
    },
  };
}
