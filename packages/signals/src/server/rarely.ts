/** `true` the first time, and again when `everyMs` have passed since it last was, for each name of its own. */
export type Rarely = (name: string, everyMs: number) => boolean;

export function createRarely(now: () => number): Rarely {
  const saidAt = new Map<string, number>();
  return (name, everyMs) => {
    const last = saidAt.get(name);
    if (last !== undefined && Math.abs(now() - last) < everyMs) return false;
    saidAt.set(name, now());
    return true;
  };
}
