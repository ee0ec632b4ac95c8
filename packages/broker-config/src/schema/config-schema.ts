import type { z } from 'zod';
import { brokersSchema } from './brokers.ts';
import { journalSchema } from './journal.ts';
import { block } from './names.ts';
import { routesSchema } from './routes.ts';
import { serverSchema } from './server.ts';
import { telegramSchema } from './telegram.ts';

/** Every key of the file, built or not: the single source of types, defaults and documentation. */
export const configSchema = block('brokers, routes, telegram, server, journal', {
  brokers: brokersSchema
    .refine((brokers) => Object.keys(brokers).length > 0, { error: 'at least one broker' })
    .meta({ description: 'The accounts, by name.' }),
  routes: routesSchema.default({}).meta({ description: 'Where alerts come in, by name.' }),
  telegram: telegramSchema.optional().meta({ description: 'The chat; without it there is none.' }),
  server: serverSchema.prefault({}).meta({ description: 'The HTTP server for alerts.' }),
  journal: journalSchema.prefault({}).meta({ description: 'The database.' }),
}).meta({ title: 'perpdesk.yaml' });
export type ConfigInput = z.infer<typeof configSchema>;
