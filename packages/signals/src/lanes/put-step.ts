import { formatDecimal } from '@perpdesk/broker-core';
import type { StreamRow } from '@perpdesk/journal/port';
import type { Book } from '../book/book.ts';
import { streamCode } from '../book/stream-code.ts';
import type { Writer } from '../book/writer.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';

/** Moves the stream on by one signal. */
export function putStep(
  run: Run,
  w: Writer,
  signal: Pick<Signal, 'stream' | 'next' | 'firedAt'>,
): Pick<StreamRow, 'sequence' | 'code'> {
  const known = run.book.streams.get(signal.stream);
  const sequence = (known?.sequence ?? 0) + 1;
  const code = known?.code ?? newCode(run.book, signal.stream);
  const lastFiredAt = signal.firedAt ?? known?.lastFiredAt ?? null;
  w.putStream({ stream: signal.stream, lastPosition: formatDecimal(signal.next), lastFiredAt, sequence, code });
  return { sequence, code };
}

/** Six characters of the name's hash, others while they are taken. */
function newCode(book: Book, stream: string): string {
  const taken = new Set([...book.streams.values()].map((row) => row.code));
  for (let salt = 0; ; salt++) {
    const code = streamCode(stream, salt);
    if (!taken.has(code)) return code;
  }
}
