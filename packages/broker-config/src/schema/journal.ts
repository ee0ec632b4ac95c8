import { z } from 'zod';
import { longDuration, duration } from './duration.ts';
import { block } from './names.ts';

const URL = '"sqlite:FILE"';

export const journalSchema = block('url, retention and leaseTtl', {
  url: z
    .string({ error: URL })
    .regex(/^(sqlite:[^:\s].*|postgres(ql)?:\/\/.+)$/, { error: URL })
    .default('sqlite:perpdesk.db')
    .meta({ description: 'What must survive a crash: sqlite:FILE.' }),
  retention: longDuration.default(7_776_000_000),
  leaseTtl: duration.default(10_000),
});
