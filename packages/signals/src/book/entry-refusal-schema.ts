import * as z from 'zod';
import { type EntryRefusal, REFUSAL_CODES, type RefusalCode } from '../signal.ts';

const isCode = (text: string): text is RefusalCode => Object.hasOwn(REFUSAL_CODES, text);

export const entryRefusalSchema: z.ZodType<EntryRefusal> = z.object({
  code: z.string().refine(isCode),
  detail: z.string(),
});
