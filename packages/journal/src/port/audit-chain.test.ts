import { describe, expect, test } from 'vitest';
import { nextAuditRow, verifyAudit } from './audit-chain.ts';
import type { AuditRow } from './chat-rows.ts';

const chain: AuditRow[] = [];
for (const [at, action] of ['start', 'pause', 'resume', 'panic'].entries()) {
  chain.push(nextAuditRow(chain.at(-1), { at, actor: 'user:7', action, detail: '{"brokers":["paper"]}' }));
}

describe('the audit chain', () => {
  test('holds in any order, whole or in part', () => {
    expect(verifyAudit(chain)).toEqual({ ok: true });
    expect(verifyAudit(chain.toReversed())).toEqual({ ok: true });
    expect(verifyAudit(chain.slice(2))).toEqual({ ok: true });
    expect(verifyAudit([])).toEqual({ ok: true });
  });

  test.each(['actor', 'action', 'detail', 'hash'] as const)('shows where one byte of the %s was flipped', (field) => {
    for (const row of chain) {
      for (let index = 0; index < row[field].length; index += 1) {
        const text = row[field];
        const flipped = String.fromCharCode(text.charCodeAt(index) ^ 1);
        const forged = { ...row, [field]: text.slice(0, index) + flipped + text.slice(index + 1) };
        const verdict = verifyAudit(chain.map((one) => (one === row ? forged : one)));
        expect(verdict).toEqual({ ok: false, sequence: row.sequence });
      }
    }
  });

  test('shows another time, a missing row and a row told twice', () => {
    expect(verifyAudit(chain.map((row) => ({ ...row, at: row.at + 1 })))).toEqual({ ok: false, sequence: 1 });
    expect(verifyAudit(chain.filter(({ sequence }) => sequence !== 2))).toEqual({ ok: false, sequence: 3 });
    expect(verifyAudit([...chain, ...chain.slice(1, 2)])).toEqual({ ok: false, sequence: 2 });
  });
});
