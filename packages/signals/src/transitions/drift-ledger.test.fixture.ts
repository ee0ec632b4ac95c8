/**
 * Every transition × mode × drift under `onDrift: ledger`: orders, then what the strategy owns, what the account holds, and
 * what is told. Drift is a trade by hand before the step: `+` 1 with the strategy, `-` 1 against it.
 *
 * What is against the strategy leaves what it owns, and its unit shrinks with it: `add` and `reduce` go by half. An entry in
 * one-way mode nets with what stands against it, which then is not owned.
 */
export const DRIFT_LEDGER = `
one-way long  open      none | buy net 2                          | 2    | net 2            | signal.received order.filled
one-way long  open      +    | buy net 2                          | 2    | net 3            | signal.received order.filled
one-way long  open      -    | buy net 2                          | 1    | net 1            | signal.received order.filled account.drift
one-way long  add       none | buy net 1                          | 3    | net 3            | signal.received order.filled
one-way long  add       +    | buy net 1                          | 3    | net 4            | signal.received order.filled
one-way long  add       -    | buy net 0.5                        | 1.5  | net 1.5          | account.drift signal.received order.filled
one-way long  reduce    none | sell net 1 reduce-only             | 1    | net 1            | signal.received order.filled
one-way long  reduce    +    | sell net 1 reduce-only             | 1    | net 2            | signal.received order.filled
one-way long  reduce    -    | sell net 0.5 reduce-only           | 0.5  | net 0.5          | account.drift signal.received order.filled
one-way long  close     none | sell net 2 reduce-only             | 0    | 0                | signal.received order.filled position.closed
one-way long  close     +    | sell net 2 reduce-only             | 0    | net 1            | signal.received order.filled
one-way long  close     -    | sell net 1 reduce-only             | 0    | 0                | account.drift signal.received order.filled position.closed
one-way long  reverse   none | sell net 2 reduce-only, sell net 2 | -2   | net -2           | signal.received order.filled position.closed order.filled
one-way long  reverse   +    | sell net 2 reduce-only, sell net 2 | -1   | net -1           | signal.received order.filled order.filled account.drift
one-way long  reverse   -    | sell net 1 reduce-only, sell net 2 | -2   | net -2           | account.drift signal.received order.filled position.closed order.filled
one-way long  noop-in   none |                                    | 2    | net 2            | signal.received signal.ended
one-way long  noop-in   +    |                                    | 2    | net 3            | signal.received signal.ended
one-way long  noop-in   -    |                                    | 1    | net 1            | account.drift signal.received signal.ended
one-way long  noop-flat none |                                    | 0    | 0                | signal.received signal.ended
one-way long  noop-flat +    |                                    | 0    | net 1            | signal.received signal.ended
one-way long  noop-flat -    |                                    | 0    | net -1           | signal.received signal.ended

one-way short open      none | sell net 2                         | -2   | net -2           | signal.received order.filled
one-way short open      +    | sell net 2                         | -2   | net -3           | signal.received order.filled
one-way short open      -    | sell net 2                         | -1   | net -1           | signal.received order.filled account.drift
one-way short add       none | sell net 1                         | -3   | net -3           | signal.received order.filled
one-way short add       +    | sell net 1                         | -3   | net -4           | signal.received order.filled
one-way short add       -    | sell net 0.5                       | -1.5 | net -1.5         | account.drift signal.received order.filled
one-way short reduce    none | buy net 1 reduce-only              | -1   | net -1           | signal.received order.filled
one-way short reduce    +    | buy net 1 reduce-only              | -1   | net -2           | signal.received order.filled
one-way short reduce    -    | buy net 0.5 reduce-only            | -0.5 | net -0.5         | account.drift signal.received order.filled
one-way short close     none | buy net 2 reduce-only              | 0    | 0                | signal.received order.filled position.closed
one-way short close     +    | buy net 2 reduce-only              | 0    | net -1           | signal.received order.filled
one-way short close     -    | buy net 1 reduce-only              | 0    | 0                | account.drift signal.received order.filled position.closed
one-way short reverse   none | buy net 2 reduce-only, buy net 2   | 2    | net 2            | signal.received order.filled position.closed order.filled
one-way short reverse   +    | buy net 2 reduce-only, buy net 2   | 1    | net 1            | signal.received order.filled order.filled account.drift
one-way short reverse   -    | buy net 1 reduce-only, buy net 2   | 2    | net 2            | account.drift signal.received order.filled position.closed order.filled
one-way short noop-in   none |                                    | -2   | net -2           | signal.received signal.ended
one-way short noop-in   +    |                                    | -2   | net -3           | signal.received signal.ended
one-way short noop-in   -    |                                    | -1   | net -1           | account.drift signal.received signal.ended
one-way short noop-flat none |                                    | 0    | 0                | signal.received signal.ended
one-way short noop-flat +    |                                    | 0    | net -1           | signal.received signal.ended
one-way short noop-flat -    |                                    | 0    | net 1            | signal.received signal.ended

hedge   long  open      none | buy long 2                         | 2    | long 2           | signal.received order.filled
hedge   long  open      +    | buy long 2                         | 2    | long 3           | signal.received order.filled
hedge   long  open      -    | buy long 2                         | 2    | long 2, short -1 | signal.received order.filled
hedge   long  add       none | buy long 1                         | 3    | long 3           | signal.received order.filled
hedge   long  add       +    | buy long 1                         | 3    | long 4           | signal.received order.filled
hedge   long  add       -    | buy long 0.5                       | 1.5  | long 1.5         | account.drift signal.received order.filled
hedge   long  reduce    none | sell long 1                        | 1    | long 1           | signal.received order.filled
hedge   long  reduce    +    | sell long 1                        | 1    | long 2           | signal.received order.filled
hedge   long  reduce    -    | sell long 0.5                      | 0.5  | long 0.5         | account.drift signal.received order.filled
hedge   long  close     none | sell long 2                        | 0    | 0                | signal.received order.filled position.closed
hedge   long  close     +    | sell long 2                        | 0    | long 1           | signal.received order.filled
hedge   long  close     -    | sell long 1                        | 0    | 0                | account.drift signal.received order.filled position.closed
hedge   long  reverse   none | sell long 2, sell short 2          | -2   | short -2         | signal.received order.filled position.closed order.filled
hedge   long  reverse   +    | sell long 2, sell short 2          | -2   | long 1, short -2 | signal.received order.filled order.filled
hedge   long  reverse   -    | sell long 1, sell short 2          | -2   | short -2         | account.drift signal.received order.filled position.closed order.filled
hedge   long  noop-in   none |                                    | 2    | long 2           | signal.received signal.ended
hedge   long  noop-in   +    |                                    | 2    | long 3           | signal.received signal.ended
hedge   long  noop-in   -    |                                    | 1    | long 1           | account.drift signal.received signal.ended
hedge   long  noop-flat none |                                    | 0    | 0                | signal.received signal.ended
hedge   long  noop-flat +    |                                    | 0    | long 1           | signal.received signal.ended
hedge   long  noop-flat -    |                                    | 0    | short -1         | signal.received signal.ended

hedge   short open      none | sell short 2                       | -2   | short -2         | signal.received order.filled
hedge   short open      +    | sell short 2                       | -2   | short -3         | signal.received order.filled
hedge   short open      -    | sell short 2                       | -2   | long 1, short -2 | signal.received order.filled
hedge   short add       none | sell short 1                       | -3   | short -3         | signal.received order.filled
hedge   short add       +    | sell short 1                       | -3   | short -4         | signal.received order.filled
hedge   short add       -    | sell short 0.5                     | -1.5 | short -1.5       | account.drift signal.received order.filled
hedge   short reduce    none | buy short 1                        | -1   | short -1         | signal.received order.filled
hedge   short reduce    +    | buy short 1                        | -1   | short -2         | signal.received order.filled
hedge   short reduce    -    | buy short 0.5                      | -0.5 | short -0.5       | account.drift signal.received order.filled
hedge   short close     none | buy short 2                        | 0    | 0                | signal.received order.filled position.closed
hedge   short close     +    | buy short 2                        | 0    | short -1         | signal.received order.filled
hedge   short close     -    | buy short 1                        | 0    | 0                | account.drift signal.received order.filled position.closed
hedge   short reverse   none | buy short 2, buy long 2            | 2    | long 2           | signal.received order.filled position.closed order.filled
hedge   short reverse   +    | buy short 2, buy long 2            | 2    | long 2, short -1 | signal.received order.filled order.filled
hedge   short reverse   -    | buy short 1, buy long 2            | 2    | long 2           | account.drift signal.received order.filled position.closed order.filled
hedge   short noop-in   none |                                    | -2   | short -2         | signal.received signal.ended
hedge   short noop-in   +    |                                    | -2   | short -3         | signal.received signal.ended
hedge   short noop-in   -    |                                    | -1   | short -1         | account.drift signal.received signal.ended
hedge   short noop-flat none |                                    | 0    | 0                | signal.received signal.ended
hedge   short noop-flat +    |                                    | 0    | short -1         | signal.received signal.ended
hedge   short noop-flat -    |                                    | 0    | long 1           | signal.received signal.ended
`;
