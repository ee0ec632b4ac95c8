/** Numbers from 0 to below 1 that a seed and names decide, whatever else runs beside: one sequence for each name. */
export function diceOf(seed: number, ...names: readonly (string | number)[]): () => number {
  let state = hashOf([seed, ...names].join(' '));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function oneOf<const T>(dice: () => number, items: readonly [T, ...T[]]): T {
  return items[Math.floor(dice() * items.length)] ?? items[0];
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}
