import { createHash } from 'node:crypto';
import { decimal } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';
import { formatStoredSignal, type StoredSignal } from '../book/stored-signal.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { signalOfStream } from './signal-of-stream.ts';

/** A signal to which protective orders of what a stream owns belong; one is written where the journal keeps none. */
export async function signalToProtect(run: Run, row: LedgerRow): Promise<string> {
  return (await signalOfStream(run, row.stream)) ?? (await writeStandIn(run, row));
}

async function writeStandIn(run: Run, { stream, symbol, owned }: LedgerRow): Promise<string> {
  run.logger.warn('no signal of a strategy is left to protect it by: one is written for it', { stream });
  const at = run.now();
  const stored: StoredSignal = {
    signal: {
      id: run.newId(),
      source: 'program',
      routeId: routeIdOf(stream),
      stream,
      symbol,
      transition: 'none',
      previous: decimal(owned),
      next: decimal(owned),
      price: null,
      orderType: 'market',
      leverage: null,
      firedAt: null,
      receivedAt: at,
      notes: [],
    },
    order: null,
    relay: null,
  };
  const { row } = await run.journal.acceptSignal(
    {
      id: stored.signal.id,
      // two that write at once write one
      key: `protect:${stream}`,
      source: 'program',
      body: '',
      bodyHash: createHash('sha256').update('').digest('hex'),
      state: 'done',
      code: null,
      detail: null,
      stream,
      signal: formatStoredSignal(stored),
      plan: null,
      receivedAt: at,
      parsedAt: null,
      updatedAt: at,
    },
    [],
  );
  run.book.signals.set(row.id, {
    id: row.id,
    state: row.state,
    stored: { ...stored, signal: { ...stored.signal, id: row.id } },
  });
  return row.id;
}
