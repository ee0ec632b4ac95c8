import { ZERO, type Account, type Broker, type Decimal, type Income } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import { readFresh, type FreshContext } from '../desk/fresh.ts';
import { shiftMark, type EquityMark, type EquityMarks } from './equity-marks.ts';

/** Such a share of the equity may come or go unexplained before the exchange is asked for it. */
const WORTH_ASKING = '0.002';
const ASK_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
/** The list may be so late. */
const OVERLAP_MS = 600_000;

/** Whether money may have been paid in or out that the marks know nothing of. */
export interface TransferDoubt {
  readonly isOpen: boolean;
  /** From when on (Unix ms) the list is worth asking for now; `null`: it is not. */
  readonly askFrom: number | null;
}

/** What was paid in or out of an account: it is no profit or loss, so the marks go along with it. */
export interface TransferBook {
  doubt(account: Account): TransferDoubt;
  /** The marks as they would be without what was paid since them, or since `from`; `null`: the exchange did not tell. */
  correct(view: AccountView, marks: EquityMarks, account: Account, from: number): Promise<EquityMarks | null>;
  /** All is known that was paid in or out of what the account has now. */
  note(account: Account): void;
}

/** What positions' PnL does not move. */
function settledOf({ equity, balances, quoteAsset }: Account): Decimal {
  const open = balances.find(({ asset }) => asset === quoteAsset)?.unrealizedPnl ?? ZERO;
  return equity.minus(open);
}

function shifted(mark: EquityMark | null, list: readonly Income[], now: number): EquityMark | null {
  const since = mark === null ? [] : list.filter(({ venueAt }) => venueAt >= mark.at);
  if (mark === null || since.length === 0) return mark;
  const moved = since.reduce((sum, { amount }) => sum.plus(amount), ZERO);
  // what is counted is not counted again, whichever clock is ahead
  return shiftMark(mark, moved, Math.max(now, ...since.map(({ venueAt }) => venueAt + 1)));
}

export function createTransferBook(context: FreshContext): TransferBook {
  const { clock } = context;
  let known: { readonly settled: Decimal; readonly at: number } | null = null;
  let askedAt: number | null = null;

  async function list(view: AccountView, fromAt: number, quoteAsset: string): Promise<readonly Income[] | null> {
    askedAt = clock.now();
    const read = (broker: Broker, { abortSignal }: { readonly abortSignal?: AbortSignal }) =>
      broker.getIncome({ fromAt, ...(abortSignal === undefined ? {} : { abortSignal }) });
    const { value } = await readFresh<Awaited<ReturnType<typeof read>> | null>(context, view, read, () => null);
    return value?.filter(({ type, asset }) => type === 'transfer' && asset === quoteAsset) ?? null;
  }

  return {
    doubt(account) {
      const now = clock.now();
      const moved = known === null ? null : settledOf(account).minus(known.settled).abs();
      const isOpen = moved === null || moved.greaterThan(account.equity.abs().times(WORTH_ASKING));
      // a clock that was set back makes nothing wait longer
      const isEarly = askedAt !== null && Math.abs(now - askedAt) < ASK_EVERY_MS;
      return { isOpen, askFrom: isOpen && !isEarly ? (known?.at ?? now - DAY_MS) - OVERLAP_MS : null };
    },
    async correct(view, marks, { quoteAsset }, from) {
      const times = [marks.day, marks.peak].flatMap((mark) => (mark === null ? [] : [mark.at]));
      if (times.length === 0) return marks;
      const paid = await list(view, Math.max(from, Math.min(...times)), quoteAsset);
      const now = clock.now();
      return paid === null ? null : { day: shifted(marks.day, paid, now), peak: shifted(marks.peak, paid, now) };
    },
    note(account) {
      known = { settled: settledOf(account), at: clock.now() };
    },
  };
}
