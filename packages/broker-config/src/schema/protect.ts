import { z } from 'zod';
import { TRIGGER_PRICE_TYPES } from '@perpdesk/broker-core';
import { percent, percentOfEquity as percentOfPrice, positiveAmount, signedPercent } from './amount.ts';
import { block, list, oneOf, integer } from './names.ts';

const stopKinds = 'exactly one of: percent, price, fromAlert';

export const protectSchema = block('stopLoss, takeProfits, trailing, breakEvenAfter', {
  stopLoss: block('percent and trigger', {
    percent: percent.optional().meta({ description: 'Percent of the average entry price.' }),
    price: positiveAmount.optional().meta({ description: 'Quote asset.' }),
    fromAlert: z.literal(true, { error: 'true, or leave it out' }).optional().meta({
      description: 'The alert names it; an entry without one is refused.',
    }),
    trigger: oneOf(TRIGGER_PRICE_TYPES).default('mark').meta({ description: 'Which price triggers the stop.' }),
  })
    .refine(
      ({ percent: part, price, fromAlert }) =>
        [part, price, fromAlert].filter((kind) => kind !== undefined).length === 1,
      { error: stopKinds },
    )
    .optional()
    .meta({ description: 'A stop at the exchange after the first fill.' }),
  takeProfits: list(
    'targets',
    block('percent or price, and share', {
      percent: percentOfPrice.optional().meta({ description: 'Percent of the average entry price.' }),
      price: positiveAmount.optional().meta({ description: 'Quote asset.' }),
      share: signedPercent.optional().meta({ description: 'Of the position; the last takes the rest.' }),
    }).refine(({ percent: part, price }) => (part === undefined) !== (price === undefined), {
      error: 'exactly one of: percent, price',
    }),
  )
    .max(10, { error: 'at most 10 targets' })
    .default([])
    .meta({ description: 'Where parts of the position are taken, in order.' }),
  trailing: block('activate and callback', {
    activate: percentOfPrice.optional().meta({ description: 'Percent of the average entry price; none: at once.' }),
    callback: percent.meta({ description: 'Percent of the best price.' }),
  })
    .optional()
    .meta({ description: 'A stop that follows the best price.' }),
  breakEvenAfter: integer(1, 10).optional().meta({
    description: 'After so many targets the stop stands at the average entry price.',
  }),
});
