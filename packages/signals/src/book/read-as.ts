import type * as z from 'zod';

/** What a text of the journal says; `null`: it is damaged, or of another version. */
export function readAs<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
