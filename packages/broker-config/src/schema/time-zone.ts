import { z } from 'zod';

const EXPECTED = 'a time zone, e.g. Europe/Berlin';

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A time zone by its IANA name. */
export const timeZone = z.string({ error: EXPECTED }).refine(isTimeZone, { error: EXPECTED });
