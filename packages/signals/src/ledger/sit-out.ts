import { decimal } from '@perpdesk/broker-core';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from './owned.ts';

export interface LedgerPlace {
  readonly brokerId: string;
  readonly stream: string;
  readonly symbol: string;
  readonly positionSide: string;
}

/** The account owns nothing of the stream and takes no part until its next entry from flat, or its next turn. */
export function sitOut(w: Writer, { brokerId, stream, symbol, positionSide }: LedgerPlace): void {
  const isFlat = decimal(w.book.streams.get(stream)?.lastPosition ?? '0').isZero();
  w.putLedger({
    brokerId,
    stream,
    symbol,
    positionSide: ledgerRow(w.book, brokerId, stream)?.positionSide ?? positionSide,
    owned: '0',
    unit: null,
    protect: null,
    entries: null,
    state: isFlat ? 'flat' : 'sitting-out',
  });
}
