import { z } from 'zod';
import { positiveAmount, signedPercent } from './amount.ts';
import { dayTime } from './day-time.ts';
import { duration } from './duration.ts';
import { block, list, oneOf, integer } from './names.ts';
import { timeZone } from './time-zone.ts';

export const limitsSchema = block('limits', {
  maxAge: duration.prefault('120s').meta({ description: 'How old an entry’s alert may be.' }),
  maxNotional: positiveAmount.optional().meta({ description: 'Quote asset, per instrument and account.' }),
  maxTotalNotional: positiveAmount.optional().meta({ description: 'Quote asset, per account.' }),
  maxPositions: integer(1, 1_000).optional().meta({ description: 'Open positions per account.' }),
  maxAdds: integer(0, 1_000).optional().meta({
    description: 'Entries that a strategy’s position takes on an account after the one that opened it.',
  }),
  maxLeverage: integer(1, 200).optional().meta({ description: 'Of the instrument on the account.' }),
  dailyLoss: positiveAmount.optional().meta({ description: 'Quote asset, since 00:00 UTC.' }),
  cooldown: duration.optional().meta({
    description: 'After a position of the strategy ended, before the next one opens.',
  }),
  priceGuard: signedPercent.optional().meta({
    description: 'How far the market may be from the alert’s price, e.g. "1%".',
  }),
  sides: list('long, short', oneOf(['long', 'short']))
    .min(1, { error: 'a list: long, short' })
    .default(['long', 'short'])
    .meta({ description: 'Directions that may be opened.' }),
  hours: block('from, to and timeZone', {
    from: dayTime,
    to: dayTime,
    timeZone: timeZone.default('UTC'),
  })
    .optional()
    .meta({ description: 'When positions may be opened or grown; over midnight where from is the later one.' }),
});

/** Of an account: what it does not say is the route's alone. */
export const accountLimitsSchema = limitsSchema.extend({
  maxAge: duration.optional().meta({ description: 'How old an entry’s alert may be, whatever its route says.' }),
});

export type LimitsInput = z.infer<typeof limitsSchema> | z.infer<typeof accountLimitsSchema>;
