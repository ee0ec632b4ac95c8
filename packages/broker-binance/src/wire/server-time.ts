import { z } from 'zod';
import { time } from './fields.ts';

/** GET /fapi/v1/time. */
export const serverTimeSchema = z.object({ serverTime: time });
