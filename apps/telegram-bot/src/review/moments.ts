/** `2026-11-22 07:00:00.123`, UTC. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString().slice(0, 23).replace('T', ' ');
}

/** `07:00:00.123`, UTC. */
export function formatClock(at: number | null): string {
  return at === null ? 'not known' : new Date(at).toISOString().slice(11, 23);
}
