import { z } from 'zod';
import { time } from './fields.ts';

/** MARGIN_CALL: the positions that are near liquidation. */
export const marginCallSchema = z.object({ E: time, p: z.array(z.object({ s: z.string() })) });
