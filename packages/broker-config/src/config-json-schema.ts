import { z } from 'zod';
import { configSchema } from './schema/config-schema.ts';

/** The JSON Schema of the file, for editors: every key with its description and default. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' });
}
