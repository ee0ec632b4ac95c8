/** Unix time in milliseconds: the default where the caller hands in no clock. */
export function systemNow(): number {
  return Date.now();
}
