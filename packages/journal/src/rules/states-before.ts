import { canMove } from './can-move.ts';

/** The states that a row may have before an update to `to`, `to` itself among them; all of them where `to` is left out. */
export function statesBefore<State extends string>(
  table: Readonly<Record<State, readonly State[]>>,
  to: State | undefined,
): readonly State[] {
  const known = statesOf(table);
  return to === undefined ? known : known.filter((from) => canMove(table, from, to));
}

function statesOf<State extends string>(table: Readonly<Record<State, readonly State[]>>): readonly State[] {
  const names: State[] = [];
  for (const name in table) names.push(name);
  return names;
}
