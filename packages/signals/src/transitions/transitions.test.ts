import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import { BESIDE } from './beside.test.fixture.ts';
import { DRIFT_LEDGER } from './drift-ledger.test.fixture.ts';
import { DRIFT_POLICIES } from './drift-policies.test.fixture.ts';
import { readTable, runRow, STEPS } from './run-row.test.fixture.ts';

const limits = { ...OPEN_LIMITS, maxNotional: decimal('600000') };
const ROWS = readTable(DRIFT_LEDGER);

describe('E7(a) every transition × one-way, hedge × drift none, +, -', () => {
  test('the table has every row once', () => {
    const expected = ['one-way', 'hedge'].flatMap((mode) =>
      ['long', 'short'].flatMap((direction) =>
        Object.keys(STEPS).flatMap((step) =>
          ['none', '+', '-'].map((drift) => `${mode} ${direction} ${step} ${drift}`),
        ),
      ),
    );
    expect(ROWS.map(([name]) => name)).toEqual(expected);
  });

  test.each(ROWS)('%s', async (_, row, expected) => {
    expect(await runRow(row, { limits })).toEqual(expected);
  });

  test.each(ROWS)('%s, the only strategy where several may be', async (_, row, expected) => {
    expect(await runRow(row, { limits, netting: 'ledger' })).toEqual(expected);
  });
});

describe('E7(a) every transition × drift +, - by what the route does about drift', () => {
  test.each(readTable(DRIFT_POLICIES))('%s', async (_, row, expected) => {
    expect(await runRow(row, { limits })).toEqual(expected);
  });
});

describe('E7(g) every transition × drift beside a strategy', () => {
  describe.each(Object.entries(BESIDE))('that owns %s', (beside, table) => {
    test.each(readTable(table))('%s', async (_, row, expected) => {
      expect(await runRow(row, { netting: 'ledger' }, beside)).toEqual(expected);
    });
  });
});
