import fc from 'fast-check';

/** What may stand in a field of an answer, and mostly should not. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    '0',
    '0.000',
    '-0.0',
    '1e-8',
    '01',
    ' 1',
    'NaN',
    'Infinity',
    '0x1',
    true,
  ),
  fc.constantFrom<unknown>(
    0,
    -1,
    1.5,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    [],
    {},
    ['1'],
    '8389765519993908929',
  ),
  fc.string(),
  fc.integer(),
);
