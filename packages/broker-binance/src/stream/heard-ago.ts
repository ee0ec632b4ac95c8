/** A connection that is silent for longer is given up. */
const MOST_MS = 60_000;

/** How long ago something was heard, ms. The clock was set back since where that lies ahead: then it is not known. */
export function heardAgoMs(at: number, now: number): number {
  return at > now ? MOST_MS : now - at;
}
