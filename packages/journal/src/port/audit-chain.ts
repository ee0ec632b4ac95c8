import { createHash } from 'node:crypto';
import type { AuditEntry, AuditRow } from './chat-rows.ts';

/** What stands in for the hash before the first row. */
export const AUDIT_GENESIS = '0'.repeat(64);

/** The row that follows `previous` (`undefined`: the first): its sequence, and SHA-256 over the previous hash and the row. */
export function nextAuditRow(previous: AuditRow | undefined, entry: AuditEntry): AuditRow {
  const { at, actor, action, detail } = entry;
  const sequence = (previous?.sequence ?? 0) + 1;
  const hash = createHash('sha256')
    .update(previous?.hash ?? AUDIT_GENESIS)
    .update(JSON.stringify([sequence, at, actor, action, detail]))
    .digest('hex');
  return { sequence, at, actor, action, detail, hash };
}

export type AuditVerdict = { readonly ok: true } | { readonly ok: false; readonly sequence: number };

/**
 * Says whether the rows, in any order, are an unbroken piece of the chain; else the sequence of the first bad row.
 *
 * Where the piece does not begin at sequence 1, its first row is the anchor and is taken as it is.
 * Rows missing at the newest end cannot be seen: keep the newest hash elsewhere to notice that.
 */
export function verifyAudit(rows: readonly AuditRow[]): AuditVerdict {
  let previous: AuditRow | undefined;
  for (const row of rows.toSorted((a, b) => a.sequence - b.sequence)) {
    if (previous !== undefined || row.sequence === 1) {
      const expected = nextAuditRow(previous, row);
      if (expected.sequence !== row.sequence || expected.hash !== row.hash)
        return { ok: false, sequence: row.sequence };
    }
    previous = row;
  }
  return { ok: true };
}
