import type { ExportReport } from '../desk/export-report.ts';
import { MOST_ROWS } from '../desk/export-report.ts';
import type { Speech } from '../language/speech.ts';
import { exportTexts } from '../language/texts/export.ts';
import { badges } from './badge.ts';
import type { Card } from './card.ts';
import { formatCsv, type CsvValue } from './csv.ts';
import { dotted, lines } from './lines.ts';

interface Table {
  readonly name: 'fills' | 'bookings' | 'funding';
  readonly head: readonly string[];
  readonly rows: readonly (readonly CsvValue[])[];
}

const FILL_HEAD =
  'time,account,environment,symbol,side,position_side,quantity,price,realized_pnl,fee,fee_asset,strategy,client_order_id,trade_id';
const BOOKING_HEAD = 'time,account,environment,type,symbol,asset,amount';

/** UTC, to the millisecond. */
const stamp = (at: number) => new Date(at).toISOString();

function tablesOf({ fills, bookings, isFundingOnly }: ExportReport): readonly Table[] {
  const fillRows = fills?.map((it): readonly CsvValue[] => [
    stamp(it.venueAt),
    it.brokerId,
    it.environment,
    it.symbol,
    it.side,
    it.positionSide,
    it.quantity,
    it.price,
    it.realizedPnl,
    it.fee,
    it.feeAsset,
    it.stream,
    it.clientOrderId,
    it.tradeId,
  ]);
  const bookingRows = bookings?.map((it): readonly CsvValue[] => [
    stamp(it.venueAt),
    it.brokerId,
    it.environment,
    it.type,
    it.symbol,
    it.asset,
    it.amount,
  ]);
  return [
    ...(fillRows === undefined ? [] : [{ name: 'fills', head: FILL_HEAD.split(','), rows: fillRows } as const]),
    ...(bookingRows === undefined
      ? []
      : [{ name: isFundingOnly ? 'funding' : 'bookings', head: BOOKING_HEAD.split(','), rows: bookingRows } as const]),
  ];
}

/** A file for each table that has rows, with what is in it; a table without any is said. */
export function exportCards(speech: Speech, report: ExportReport): readonly Card[] {
  const words = speech.say(exportTexts);
  const { range, accounts, unread, isCut } = report;
  const [from, until] = [stamp(range.fromAt).slice(0, 10), stamp(range.untilAt).slice(0, 10)];
  return tablesOf(report).map(({ name, head, rows }): Card => {
    const isIncomplete = name !== 'fills' && unread.length > 0;
    return {
      ...(rows.length === 0
        ? {}
        : { media: { type: 'file', bytes: formatCsv(head, rows), fileName: `${name}-${from}-${until}.csv` } }),
      text: lines(
        dotted(badges(accounts), words.rows[name](rows.length), words.span(from, until)),
        (name === 'fills' ? isCut.fills : isCut.bookings) ? words.cut(speech.digits(`${MOST_ROWS}`)) : null,
        isIncomplete ? words.unread(unread.map(({ brokerId }) => `@${brokerId}`).join(', ')) : null,
      ),
      buttons: [],
    };
  });
}
