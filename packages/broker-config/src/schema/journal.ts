import { z } from 'zod';
import { durationBetween, longDuration } from './duration.ts';
import { block } from './names.ts';

const JOURNAL_URL = '"sqlite:FILE" or "postgres://USER@HOST/DATABASE"';
const RETENTION = '30 days or more, such as 90d: an alert that comes again is known for that long';
const DAY_MS = 86_400_000;

export const journalSchema = block('url, retention and leaseTtl', {
  url: z
    .string({ error: JOURNAL_URL })
    .regex(/^(sqlite:[^:\s].*|postgres(ql)?:\/\/\S+)$/, { error: JOURNAL_URL })
    .refine((text) => text.startsWith('sqlite:') || URL.canParse(text), { error: JOURNAL_URL })
    .default('sqlite:perpdesk.db')
    .meta({
      description:
        'What must survive a crash: sqlite:FILE, or postgres://USER@HOST/DATABASE. The password: PGPASSWORD or ~/.pgpass.',
    }),
  retention: longDuration
    .refine((ms) => ms >= 30 * DAY_MS, { error: RETENTION })
    .prefault('90d')
    .meta({ description: 'How long what has ended is kept; what people did a year at least.' }),
  leaseTtl: durationBetween(5_000, 60_000, 'a duration from 5s to 60s, such as 10s')
    .prefault('10s')
    .meta({ description: 'Of several desks on one database: how long after one falls silent another takes over.' }),
});
