import type { IntentRow } from '@perpdesk/journal/port';
import type { Book } from '../book/book.ts';
import type { Writer } from '../book/writer.ts';
import { ownedBy } from '../ledger/owned.ts';
import type { Notice, NoticeType, Turnout } from '../notice.ts';
import { accountTag } from '../relay/order-fields.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

/** These say what became of an entry. */
const OUTCOMES: readonly NoticeType[] = [
  'signal.rejected',
  'signal.ended',
  'order.filled',
  'order.rejected',
  'order.expired',
  'order.canceled',
];

/** A signal's last entry has ended: what is told of it last says how many accounts are in, where some are not. */
export function tellTurnout(run: Run, w: Writer, signalId: string): void {
  const turnout = turnoutOf(run, w.book, signalId);
  if (turnout === null) return;
  w.amendTold(signalId, OUTCOMES, (payload) => {
    const notice: Notice = JSON.parse(payload);
    return JSON.stringify({ ...notice, turnout });
  });
}

function turnoutOf(run: Run, book: Book, signalId: string): Turnout | null {
  const accounts = new Map<string, readonly IntentRow[]>();
  for (const row of book.intents.ofSignal(signalId)) {
    if (row.kind === 'increase') accounts.set(row.brokerId, [...(accounts.get(row.brokerId) ?? []), row]);
  }
  const out = [...accounts.values()].flatMap((rows) => (isIn(book, rows) ? [] : [reasonOf(run, rows)]));
  const [of, isOut] = [accounts.size, out.length];
  return isOut === 0 || isOut === of ? null : { in: of - isOut, of, out };
}

/** Something filled, or the account held what was asked for already. */
function isIn(book: Book, rows: readonly IntentRow[]): boolean {
  return rows.some(
    ({ filledQuantity, code, brokerId, stream }) =>
      filledQuantity !== '0' || (code === 'done' && !ownedBy(book, brokerId, stream).isZero()),
  );
}

function reasonOf(run: Run, rows: readonly IntentRow[]): Turnout['out'][number] {
  const last = rows.at(-1);
  if (last === undefined) throw new RangeError('An account has no entry.');
  const detail = last.detail ?? sentence('ended-without-fill', { state: last.state });
  return { account: accountTag(run, last.brokerId), code: last.code, detail };
}
