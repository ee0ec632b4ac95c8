/**
 * Every transition × drift of strategy `a` in one-way mode beside strategy `b`, by what `b` owns. Drift is a trade by hand
 * before the step: `+` buys 1, `-` sells 1.
 *
 * What is traded against the net comes off those who own with it, `b` first: it entered first. Where that leaves the position
 * flat, both are out. Where only an order of the desk met what nobody owns, nobody is out for it.
 */
export const BESIDE = {
  '-1': `
one-way long open      none | buy net 2                          | a 2, b -1  | net 1  | signal.received order.filled
one-way long open      +    | buy net 2                          | a 2        | net 2  | account.drift position.closed signal.received order.filled
one-way long open      -    | buy net 2                          | a 1, b -1  | 0      | signal.received order.filled account.drift
one-way long add       none | buy net 1                          | a 3, b -1  | net 2  | signal.received order.filled
one-way long add       +    | buy net 1                          | a 3, b -1  | net 3  | signal.received order.filled
one-way long add       -    |                                    | 0          | 0      | account.drift position.closed signal.received signal.rejected
one-way long reduce    none | sell net 1 reduce-only             | a 1, b -1  | 0      | signal.received order.filled
one-way long reduce    +    | sell net 1 reduce-only             | a 1, b -1  | net 1  | signal.received order.filled
one-way long reduce    -    |                                    | 0          | 0      | account.drift position.closed signal.received signal.rejected
one-way long close     none | sell net 2                         | b -1       | net -1 | signal.received order.filled
one-way long close     +    | sell net 2                         | 0          | 0      | signal.received order.filled account.drift position.closed
one-way long close     -    |                                    | 0          | 0      | account.drift position.closed signal.received signal.rejected
one-way long reverse   none | sell net 2, sell net 2             | a -2, b -1 | net -3 | signal.received order.filled order.filled
one-way long reverse   +    | sell net 2, sell net 2             | a -2       | net -2 | signal.received order.filled order.filled account.drift
one-way long reverse   -    | sell net 2                         | a -2       | net -2 | account.drift position.closed signal.received signal.rejected order.filled
one-way long noop-in   none |                                    | a 2, b -1  | net 1  | signal.received signal.ended
one-way long noop-in   +    |                                    | a 2, b -1  | net 2  | signal.received signal.ended
one-way long noop-in   -    |                                    | 0          | 0      | account.drift position.closed signal.received signal.ended
one-way long noop-flat none |                                    | b -1       | net -1 | signal.received signal.ended
one-way long noop-flat +    |                                    | 0          | 0      | account.drift position.closed signal.received signal.ended
one-way long noop-flat -    |                                    | b -1       | net -2 | signal.received signal.ended
`,
  '-3': `
one-way long open      none | buy net 2                          | a 2, b -3  | net -1 | signal.received order.filled
one-way long open      +    | buy net 2                          | a 2, b -2  | 0      | account.drift signal.received order.filled
one-way long open      -    | buy net 2                          | a 2, b -3  | net -2 | signal.received order.filled
one-way long add       none | buy net 1                          | a 3, b -3  | 0      | signal.received order.filled
one-way long add       +    |                                    | 0          | 0      | account.drift position.closed signal.received signal.rejected
one-way long add       -    | buy net 1                          | a 3, b -3  | net -1 | signal.received order.filled
one-way long reduce    none | sell net 1                         | a 1, b -3  | net -2 | signal.received order.filled
one-way long reduce    +    |                                    | 0          | 0      | account.drift position.closed signal.received signal.rejected
one-way long reduce    -    | sell net 1                         | a 1, b -3  | net -3 | signal.received order.filled
one-way long close     none | sell net 2                         | b -3       | net -3 | signal.received order.filled
one-way long close     +    |                                    | 0          | 0      | account.drift position.closed signal.received signal.rejected
one-way long close     -    | sell net 2                         | b -3       | net -4 | signal.received order.filled
one-way long reverse   none | sell net 2, sell net 2             | a -2, b -3 | net -5 | signal.received order.filled order.filled
one-way long reverse   +    | sell net 2                         | a -2       | net -2 | account.drift position.closed signal.received signal.rejected order.filled
one-way long reverse   -    | sell net 2, sell net 2             | a -2, b -3 | net -6 | signal.received order.filled order.filled
one-way long noop-in   none |                                    | a 2, b -3  | net -1 | signal.received signal.ended
one-way long noop-in   +    |                                    | 0          | 0      | account.drift position.closed signal.received signal.ended
one-way long noop-in   -    |                                    | a 2, b -3  | net -2 | signal.received signal.ended
one-way long noop-flat none |                                    | b -3       | net -3 | signal.received signal.ended
one-way long noop-flat +    |                                    | b -2       | net -2 | account.drift signal.received signal.ended
one-way long noop-flat -    |                                    | b -3       | net -4 | signal.received signal.ended
`,
  '1': `
one-way long open      none | buy net 2                          | a 2, b 1   | net 3  | signal.received order.filled
one-way long open      +    | buy net 2                          | a 2, b 1   | net 4  | signal.received order.filled
one-way long open      -    | buy net 2                          | a 2        | net 2  | account.drift position.closed signal.received order.filled
one-way long add       none | buy net 1                          | a 3, b 1   | net 4  | signal.received order.filled
one-way long add       +    | buy net 1                          | a 3, b 1   | net 5  | signal.received order.filled
one-way long add       -    | buy net 1                          | a 3        | net 3  | account.drift signal.received order.filled
one-way long reduce    none | sell net 1 reduce-only             | a 1, b 1   | net 2  | signal.received order.filled
one-way long reduce    +    | sell net 1 reduce-only             | a 1, b 1   | net 3  | signal.received order.filled
one-way long reduce    -    | sell net 1 reduce-only             | a 1        | net 1  | account.drift signal.received order.filled
one-way long close     none | sell net 2 reduce-only             | b 1        | net 1  | signal.received order.filled
one-way long close     +    | sell net 2 reduce-only             | b 1        | net 2  | signal.received order.filled
one-way long close     -    | sell net 2 reduce-only             | 0          | 0      | account.drift signal.received order.filled position.closed
one-way long reverse   none | sell net 2 reduce-only, sell net 2 | a -2, b 1  | net -1 | signal.received order.filled order.filled
one-way long reverse   +    | sell net 2 reduce-only, sell net 2 | a -1, b 1  | 0      | signal.received order.filled order.filled account.drift
one-way long reverse   -    | sell net 2 reduce-only, sell net 2 | a -2       | net -2 | account.drift signal.received order.filled position.closed order.filled
one-way long noop-in   none |                                    | a 2, b 1   | net 3  | signal.received signal.ended
one-way long noop-in   +    |                                    | a 2, b 1   | net 4  | signal.received signal.ended
one-way long noop-in   -    |                                    | a 2        | net 2  | account.drift signal.received signal.ended
one-way long noop-flat none |                                    | b 1        | net 1  | signal.received signal.ended
one-way long noop-flat +    |                                    | b 1        | net 2  | signal.received signal.ended
one-way long noop-flat -    |                                    | 0          | 0      | account.drift position.closed signal.received signal.ended
`,
} as const;
