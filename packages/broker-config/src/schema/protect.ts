import { TRIGGER_PRICE_TYPES } from '@perpdesk/broker-core';
import { percent, positiveAmount, signedPercent } from './amount.ts';
import { block, flag, list, oneOf, integer } from './names.ts';

const stopKinds = 'exactly one of: percent, price, fromAlert';

export const protectSchema = block('stopLoss, takeProfits, trailing, breakEvenAfter', {
  stopLoss: block('percent and trigger', {
    percent: percent.optional().meta({ description: 'Percent of the average entry price.' }),
    price: positiveAmount.optional().meta({ description: 'Quote asset.' }),
    fromAlert: flag.optional(),
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
      percent: percent.optional(),
      price: positiveAmount.optional(),
      share: signedPercent.optional(),
    }),
  ).optional(),
  trailing: block('activate and callback', { activate: percent.optional(), callback: percent }).optional(),
  breakEvenAfter: integer(1, 20).optional(),
});
