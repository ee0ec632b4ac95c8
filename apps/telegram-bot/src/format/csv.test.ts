import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import fc from 'fast-check';
import { formatCsv, type CsvValue } from './csv.ts';

const text = (rows: readonly (readonly CsvValue[])[]) => Buffer.from(formatCsv(['a', 'b'], rows)).toString();

/** Reads what RFC 4180 writes. */
function parse(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('a CSV file', () => {
  test('has amounts as they are, nothing for what is not known, and quotes where they are needed', () => {
    expect(
      text([
        [decimal('-0.00000001'), null],
        ['a "b", c', decimal('12345678901234567890.12')],
      ]),
    ).toBe('a,b\r\n-0.00000001,\r\n"a ""b"", c",12345678901234567890.12\r\n');
  });

  test.each(['=1+1', '+1', '-1+2', '-A1', '@SUM(A1)', '\t=1', ' =1', '"=1', '＝1', '\n=1', '\r'])(
    'gives no formula to a spreadsheet: %j',
    (value) => {
      expect(parse(text([[value, 'x']]))[1]?.[0]).toBe(`'${value}`);
    },
  );

  test('is read back as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { maxLength: 8 }), (rows) => {
        const read = parse(text(rows).replace(/^\uFEFF/, '')).slice(1);
        const written = rows.flat().map((it) => Buffer.from(it).toString());
        expect(read).toHaveLength(rows.length);
        for (const [index, cell] of read.flat().entries())
          expect([written[index], `'${written[index]}`]).toContain(cell);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^(?:[=+@\t\r]|-(?![\d.]+$))/);
      }),
    );
  });

  test('is marked as UTF-8 where it is more than ASCII, and only there', () => {
    expect(text([['币安人生USDT', '']])).toMatch(/^\uFEFFa,b/);
    expect(text([['BTCUSDT', '']])).toMatch(/^a,b/);
  });
});
