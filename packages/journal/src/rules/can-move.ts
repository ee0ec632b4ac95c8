/** Says whether a row may go from one state to the other by the table; staying is always allowed. */
export function canMove<State extends string>(
  table: Readonly<Record<State, readonly State[]>>,
  from: State,
  to: State,
): boolean {
  return from === to || table[from].includes(to);
}
