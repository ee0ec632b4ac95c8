import type { AccountView } from './account-view.ts';

type Seen = Pick<AccountView, 'positions' | 'openOrders' | 'account'>;

const positionsOf = ({ positions }: Seen) =>
  positions.map(({ symbol, positionSide, quantity }) => `${symbol} ${positionSide} ${quantity.toFixed()}`);
const ordersOf = ({ openOrders }: Seen) => openOrders.map(({ symbol, venueOrderId }) => `${symbol} ${venueOrderId}`);
const balancesOf = ({ account }: Seen) =>
  (account?.balances ?? [])
    .filter(({ walletBalance }) => !walletBalance.isZero())
    .map(({ asset, walletBalance }) => `${asset} ${walletBalance.toFixed()}`);

const isSameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((item) => b.includes(item));

/** Whether two looks at the same time show one account: its positions, its open orders, its wallet. */
export function isSameAccount(a: Seen, b: Seen): boolean {
  return [positionsOf, ordersOf, balancesOf].every((of) => isSameSet(of(a), of(b)));
}

/** Whether a look now may show the account of a look long ago: something of what was open then is still there, or nothing was. */
export function maySucceed(before: Seen, now: Seen): boolean {
  const [was, is] = [before, now].map((seen) => [...positionsOf(seen), ...ordersOf(seen)]);
  return was?.length === 0 || was?.some((item) => is?.includes(item)) === true;
}
