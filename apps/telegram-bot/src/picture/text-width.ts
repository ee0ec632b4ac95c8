/** Advance widths of the regular font where they are not their kind's usual one, em. */
const WIDTHS: Readonly<Record<string, number>> = {
  '1': 0.402,
  '7': 0.51,
  '.': 0.205,
  ',': 0.205,
  ':': 0.205,
  '·': 0.235,
  ' ': 0.28,
  '\u00A0': 0.28,
  '\u202F': 0.28,
  '%': 0.927,
  '-': 0.368,
  m: 0.841,
  w: 0.654,
  M: 0.82,
  W: 0.84,
  i: 0.278,
  j: 0.254,
  l: 0.239,
  t: 0.324,
  r: 0.34,
  f: 0.311,
};
const SMALL = 0.56;
const USUAL = 0.65;
const BOLD = 1.08;

function advance(character: string): number {
  return WIDTHS[character] ?? (/[a-z]/.test(character) ? SMALL : USUAL);
}

/** Pixels that the text takes when it is drawn, or a little more. */
export function textWidth(text: string, size: number, weight: 'regular' | 'bold' = 'regular'): number {
  const em = [...text].reduce((sum, character) => sum + advance(character), 0);
  return em * size * (weight === 'bold' ? BOLD : 1);
}
