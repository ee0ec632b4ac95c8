/** Seconds left at which a card says so; a group has fewer, where edits are scarcer. */
const MARKS = {
  private: [600, 300, 120, 60, 45, 30, 20, 10, 5],
  group: [600, 300, 120, 60, 30, 10],
} as const;

/** The last mark that was passed with so many ms left, in seconds; `null`: none yet, or the time is over. */
export function nextMark(leftMs: number, isGroup: boolean): number | null {
  if (leftMs <= 0) return null;
  return MARKS[isGroup ? 'group' : 'private'].findLast((mark) => leftMs <= mark * 1_000) ?? null;
}
