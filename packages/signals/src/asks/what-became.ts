import { isAsking } from '../book/intent-table.ts';
import type { IntentRow } from '@perpdesk/journal/port';
import type { AskRefusal, AskResult } from '../engine.ts';
import { askOf } from './ask-of.ts';
import { sentence } from '../sentences/sentence.ts';

/** What became of a signal's card, for whoever comes late. */
export function whatBecameOf(rows: readonly IntentRow[]): AskResult {
  const placed = rows.find((row) => askOf(row)?.state === 'placed');
  if (placed !== undefined) return no('placed', sentence('placed-already', { by: askOf(placed)?.by ?? 'Somebody' }));
  const ended = rows.find((row) => !isAsking(row));
  if (ended === undefined) return no(rows.length === 0 ? 'unknown' : 'not-ready', sentence('no-card-waits'));
  return no(CODES[ended.code ?? ''] ?? 'refused', ended.detail ?? sentence('was-not-placed'));
}

const CODES: Readonly<Record<string, AskRefusal>> = {
  skipped: 'skipped',
  'ask-expired': 'expired',
  'too-old': 'expired',
  superseded: 'voided',
  'tell-only': 'voided',
  paused: 'voided',
  'panic-block': 'voided',
};

function no(code: AskRefusal, detail: string): AskResult {
  return { ok: false, code, detail };
}
