import * as z from 'zod';
import { type EntryRefusal, isRefusalCode } from '../signal.ts';

export const entryRefusalSchema: z.ZodType<EntryRefusal> = z.object({
  code: z.string().refine(isRefusalCode),
  detail: z.string(),
});
