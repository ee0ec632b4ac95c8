import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatCapabilityTable, formatGroupTable } from '@perpdesk/broker-core/testing';
import { PAPER_OFFERS } from './conformance.test.fixture.ts';

test('the README’s tables are what the kit says', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const tables = `${formatCapabilityTable(PAPER_OFFERS)}\n${formatGroupTable(PAPER_OFFERS)}`;
  expect(readme).toContain(`<!-- conformance -->\n${tables}<!-- /conformance -->\n`);
});
