/**
 * The same under `absolute` and `halt`. `absolute` closes what no strategy owns, once a strategy has traded the instrument;
 * `halt` refuses what opens or grows, a reversal only closes.
 */
export const DRIFT_POLICIES = `
one-way long  open      + absolute | buy net 2, sell net 1 reduce-only                          | 2    | net 2      | signal.received order.filled account.drift order.filled
one-way long  open      - absolute | buy net 2                                                  | 1    | net 1      | signal.received order.filled account.drift
one-way long  add       + absolute | sell net 1 reduce-only, buy net 1                          | 3    | net 3      | account.drift order.filled signal.received order.filled
one-way long  add       - absolute | buy net 0.5                                                | 1.5  | net 1.5    | account.drift signal.received order.filled
one-way long  reduce    + absolute | sell net 1 reduce-only, sell net 1 reduce-only             | 1    | net 1      | account.drift order.filled signal.received order.filled
one-way long  reduce    - absolute | sell net 0.5 reduce-only                                   | 0.5  | net 0.5    | account.drift signal.received order.filled
one-way long  close     + absolute | sell net 1 reduce-only, sell net 2 reduce-only             | 0    | 0          | account.drift order.filled signal.received order.filled position.closed
one-way long  close     - absolute | sell net 1 reduce-only                                     | 0    | 0          | account.drift signal.received order.filled position.closed
one-way long  reverse   + absolute | sell net 1 reduce-only, sell net 2 reduce-only, sell net 2 | -2   | net -2     | account.drift order.filled signal.received order.filled position.closed order.filled
one-way long  reverse   - absolute | sell net 1 reduce-only, sell net 2                         | -2   | net -2     | account.drift signal.received order.filled position.closed order.filled
one-way long  noop-in   + absolute | sell net 1 reduce-only                                     | 2    | net 2      | account.drift order.filled signal.received signal.ended
one-way long  noop-in   - absolute |                                                            | 1    | net 1      | account.drift signal.received signal.ended
one-way long  noop-flat + absolute |                                                            | 0    | net 1      | signal.received signal.ended
one-way long  noop-flat - absolute |                                                            | 0    | net -1     | signal.received signal.ended

one-way short open      + absolute | sell net 2, buy net 1 reduce-only                          | -2   | net -2     | signal.received order.filled account.drift order.filled
one-way short open      - absolute | sell net 2                                                 | -1   | net -1     | signal.received order.filled account.drift
one-way short add       + absolute | buy net 1 reduce-only, sell net 1                          | -3   | net -3     | account.drift order.filled signal.received order.filled
one-way short add       - absolute | sell net 0.5                                               | -1.5 | net -1.5   | account.drift signal.received order.filled
one-way short reduce    + absolute | buy net 1 reduce-only, buy net 1 reduce-only               | -1   | net -1     | account.drift order.filled signal.received order.filled
one-way short reduce    - absolute | buy net 0.5 reduce-only                                    | -0.5 | net -0.5   | account.drift signal.received order.filled
one-way short close     + absolute | buy net 1 reduce-only, buy net 2 reduce-only               | 0    | 0          | account.drift order.filled signal.received order.filled position.closed
one-way short close     - absolute | buy net 1 reduce-only                                      | 0    | 0          | account.drift signal.received order.filled position.closed
one-way short reverse   + absolute | buy net 1 reduce-only, buy net 2 reduce-only, buy net 2    | 2    | net 2      | account.drift order.filled signal.received order.filled position.closed order.filled
one-way short reverse   - absolute | buy net 1 reduce-only, buy net 2                           | 2    | net 2      | account.drift signal.received order.filled position.closed order.filled
one-way short noop-in   + absolute | buy net 1 reduce-only                                      | -2   | net -2     | account.drift order.filled signal.received signal.ended
one-way short noop-in   - absolute |                                                            | -1   | net -1     | account.drift signal.received signal.ended
one-way short noop-flat + absolute |                                                            | 0    | net -1     | signal.received signal.ended
one-way short noop-flat - absolute |                                                            | 0    | net 1      | signal.received signal.ended

hedge   long  open      + absolute | buy long 2, sell long 1                                    | 2    | long 2     | signal.received order.filled account.drift order.filled
hedge   long  open      - absolute | buy long 2, buy short 1                                    | 2    | long 2     | signal.received order.filled account.drift order.filled position.closed
hedge   long  add       + absolute | sell long 1, buy long 1                                    | 3    | long 3     | account.drift order.filled signal.received order.filled
hedge   long  add       - absolute | buy long 0.5                                               | 1.5  | long 1.5   | account.drift signal.received order.filled
hedge   long  reduce    + absolute | sell long 1, sell long 1                                   | 1    | long 1     | account.drift order.filled signal.received order.filled
hedge   long  reduce    - absolute | sell long 0.5                                              | 0.5  | long 0.5   | account.drift signal.received order.filled
hedge   long  close     + absolute | sell long 1, sell long 2                                   | 0    | 0          | account.drift order.filled signal.received order.filled position.closed
hedge   long  close     - absolute | sell long 1                                                | 0    | 0          | account.drift signal.received order.filled position.closed
hedge   long  reverse   + absolute | sell long 1, sell long 2, sell short 2                     | -2   | short -2   | account.drift order.filled signal.received order.filled position.closed order.filled
hedge   long  reverse   - absolute | sell long 1, sell short 2                                  | -2   | short -2   | account.drift signal.received order.filled position.closed order.filled
hedge   long  noop-in   + absolute | sell long 1                                                | 2    | long 2     | account.drift order.filled signal.received signal.ended
hedge   long  noop-in   - absolute |                                                            | 1    | long 1     | account.drift signal.received signal.ended
hedge   long  noop-flat + absolute |                                                            | 0    | long 1     | signal.received signal.ended
hedge   long  noop-flat - absolute |                                                            | 0    | short -1   | signal.received signal.ended

hedge   short open      + absolute | sell short 2, buy short 1                                  | -2   | short -2   | signal.received order.filled account.drift order.filled
hedge   short open      - absolute | sell short 2, sell long 1                                  | -2   | short -2   | signal.received order.filled account.drift order.filled position.closed
hedge   short add       + absolute | buy short 1, sell short 1                                  | -3   | short -3   | account.drift order.filled signal.received order.filled
hedge   short add       - absolute | sell short 0.5                                             | -1.5 | short -1.5 | account.drift signal.received order.filled
hedge   short reduce    + absolute | buy short 1, buy short 1                                   | -1   | short -1   | account.drift order.filled signal.received order.filled
hedge   short reduce    - absolute | buy short 0.5                                              | -0.5 | short -0.5 | account.drift signal.received order.filled
hedge   short close     + absolute | buy short 1, buy short 2                                   | 0    | 0          | account.drift order.filled signal.received order.filled position.closed
hedge   short close     - absolute | buy short 1                                                | 0    | 0          | account.drift signal.received order.filled position.closed
hedge   short reverse   + absolute | buy short 1, buy short 2, buy long 2                       | 2    | long 2     | account.drift order.filled signal.received order.filled position.closed order.filled
hedge   short reverse   - absolute | buy short 1, buy long 2                                    | 2    | long 2     | account.drift signal.received order.filled position.closed order.filled
hedge   short noop-in   + absolute | buy short 1                                                | -2   | short -2   | account.drift order.filled signal.received signal.ended
hedge   short noop-in   - absolute |                                                            | -1   | short -1   | account.drift signal.received signal.ended
hedge   short noop-flat + absolute |                                                            | 0    | short -1   | signal.received signal.ended
hedge   short noop-flat - absolute |                                                            | 0    | long 1     | signal.received signal.ended

one-way long  open      + halt     |                                                            | 0    | net 1      | account.drift signal.received signal.rejected
one-way long  open      - halt     |                                                            | 0    | net -1     | account.drift signal.received signal.rejected
one-way long  add       + halt     |                                                            | 2    | net 3      | account.drift signal.received signal.rejected
one-way long  add       - halt     |                                                            | 1    | net 1      | account.drift signal.received signal.rejected
one-way long  reduce    + halt     | sell net 1 reduce-only                                     | 1    | net 2      | account.drift signal.received order.filled
one-way long  reduce    - halt     | sell net 0.5 reduce-only                                   | 0.5  | net 0.5    | account.drift signal.received order.filled
one-way long  close     + halt     | sell net 2 reduce-only                                     | 0    | net 1      | account.drift signal.received order.filled
one-way long  close     - halt     | sell net 1 reduce-only                                     | 0    | 0          | account.drift signal.received order.filled position.closed
one-way long  reverse   + halt     | sell net 2 reduce-only                                     | 0    | net 1      | account.drift signal.received signal.rejected order.filled
one-way long  reverse   - halt     | sell net 1 reduce-only                                     | 0    | 0          | account.drift signal.received signal.rejected order.filled position.closed
one-way long  noop-in   + halt     |                                                            | 2    | net 3      | account.drift signal.received signal.ended
one-way long  noop-in   - halt     |                                                            | 1    | net 1      | account.drift signal.received signal.ended
one-way long  noop-flat + halt     |                                                            | 0    | net 1      | account.drift signal.received signal.ended
one-way long  noop-flat - halt     |                                                            | 0    | net -1     | account.drift signal.received signal.ended

one-way short open      + halt     |                                                            | 0    | net -1     | account.drift signal.received signal.rejected
one-way short open      - halt     |                                                            | 0    | net 1      | account.drift signal.received signal.rejected
one-way short add       + halt     |                                                            | -2   | net -3     | account.drift signal.received signal.rejected
one-way short add       - halt     |                                                            | -1   | net -1     | account.drift signal.received signal.rejected
one-way short reduce    + halt     | buy net 1 reduce-only                                      | -1   | net -2     | account.drift signal.received order.filled
one-way short reduce    - halt     | buy net 0.5 reduce-only                                    | -0.5 | net -0.5   | account.drift signal.received order.filled
one-way short close     + halt     | buy net 2 reduce-only                                      | 0    | net -1     | account.drift signal.received order.filled
one-way short close     - halt     | buy net 1 reduce-only                                      | 0    | 0          | account.drift signal.received order.filled position.closed
one-way short reverse   + halt     | buy net 2 reduce-only                                      | 0    | net -1     | account.drift signal.received signal.rejected order.filled
one-way short reverse   - halt     | buy net 1 reduce-only                                      | 0    | 0          | account.drift signal.received signal.rejected order.filled position.closed
one-way short noop-in   + halt     |                                                            | -2   | net -3     | account.drift signal.received signal.ended
one-way short noop-in   - halt     |                                                            | -1   | net -1     | account.drift signal.received signal.ended
one-way short noop-flat + halt     |                                                            | 0    | net -1     | account.drift signal.received signal.ended
one-way short noop-flat - halt     |                                                            | 0    | net 1      | account.drift signal.received signal.ended

hedge   long  open      + halt     |                                                            | 0    | long 1     | account.drift signal.received signal.rejected
hedge   long  open      - halt     |                                                            | 0    | short -1   | account.drift signal.received signal.rejected
hedge   long  add       + halt     |                                                            | 2    | long 3     | account.drift signal.received signal.rejected
hedge   long  add       - halt     |                                                            | 1    | long 1     | account.drift signal.received signal.rejected
hedge   long  reduce    + halt     | sell long 1                                                | 1    | long 2     | account.drift signal.received order.filled
hedge   long  reduce    - halt     | sell long 0.5                                              | 0.5  | long 0.5   | account.drift signal.received order.filled
hedge   long  close     + halt     | sell long 2                                                | 0    | long 1     | account.drift signal.received order.filled
hedge   long  close     - halt     | sell long 1                                                | 0    | 0          | account.drift signal.received order.filled position.closed
hedge   long  reverse   + halt     | sell long 2                                                | 0    | long 1     | account.drift signal.received signal.rejected order.filled
hedge   long  reverse   - halt     | sell long 1                                                | 0    | 0          | account.drift signal.received signal.rejected order.filled position.closed
hedge   long  noop-in   + halt     |                                                            | 2    | long 3     | account.drift signal.received signal.ended
hedge   long  noop-in   - halt     |                                                            | 1    | long 1     | account.drift signal.received signal.ended
hedge   long  noop-flat + halt     |                                                            | 0    | long 1     | account.drift signal.received signal.ended
hedge   long  noop-flat - halt     |                                                            | 0    | short -1   | account.drift signal.received signal.ended

hedge   short open      + halt     |                                                            | 0    | short -1   | account.drift signal.received signal.rejected
hedge   short open      - halt     |                                                            | 0    | long 1     | account.drift signal.received signal.rejected
hedge   short add       + halt     |                                                            | -2   | short -3   | account.drift signal.received signal.rejected
hedge   short add       - halt     |                                                            | -1   | short -1   | account.drift signal.received signal.rejected
hedge   short reduce    + halt     | buy short 1                                                | -1   | short -2   | account.drift signal.received order.filled
hedge   short reduce    - halt     | buy short 0.5                                              | -0.5 | short -0.5 | account.drift signal.received order.filled
hedge   short close     + halt     | buy short 2                                                | 0    | short -1   | account.drift signal.received order.filled
hedge   short close     - halt     | buy short 1                                                | 0    | 0          | account.drift signal.received order.filled position.closed
hedge   short reverse   + halt     | buy short 2                                                | 0    | short -1   | account.drift signal.received signal.rejected order.filled
hedge   short reverse   - halt     | buy short 1                                                | 0    | 0          | account.drift signal.received signal.rejected order.filled position.closed
hedge   short noop-in   + halt     |                                                            | -2   | short -3   | account.drift signal.received signal.ended
hedge   short noop-in   - halt     |                                                            | -1   | short -1   | account.drift signal.received signal.ended
hedge   short noop-flat + halt     |                                                            | 0    | short -1   | account.drift signal.received signal.ended
hedge   short noop-flat - halt     |                                                            | 0    | long 1     | account.drift signal.received signal.ended
`;
