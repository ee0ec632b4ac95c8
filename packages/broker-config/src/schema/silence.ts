import { z } from 'zod';
import { duration, longDuration } from './duration.ts';
import { block, integer } from './names.ts';

const kinds = 'exactly one of: after, bars';

export const silenceSchema = block('after, or bars and bar', {
  after: longDuration.optional().meta({ description: 'So long without an alert.' }),
  bars: integer(1, 10_000).optional().meta({ description: 'So many bars without an alert.' }),
  bar: duration
    .optional()
    .meta({ description: 'How long a bar is. Default: what the last alert’s interval says, else a day.' }),
})
  .refine(({ after, bars }) => (after === undefined) !== (bars === undefined), { error: kinds })
  .refine(({ bar, bars }) => bar === undefined || bars !== undefined, { error: 'bars beside bar' });
export type SilenceInput = z.infer<typeof silenceSchema>;
