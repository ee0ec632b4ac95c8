import { setTimeout as wait } from 'node:timers/promises';

const LOOK_MS = 25;
const PATIENCE_MS = 45_000;

/** Looks again and again until there is something; what `look` throws is tried again and told at the end. */
export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const gaveUpAt = Date.now() + PATIENCE_MS;
  let fault: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      fault = undefined;
    } catch (error) {
      fault = error;
    }
    if (Date.now() > gaveUpAt) throw new Error(`It did not come about: ${what}.`, { cause: fault });
    await wait(LOOK_MS);
  }
}
