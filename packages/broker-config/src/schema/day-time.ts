import { z } from 'zod';

const EXPECTED = 'a time in quotes, e.g. "08:00"';

/** A time of the day, `HH:MM`. */
export const dayTime = z.string({ error: EXPECTED }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: EXPECTED });
