import { percent, percentOfEquity, positiveAmount } from './amount.ts';
import { block } from './names.ts';

export const SIZE_KINDS = [
  'signal',
  'quantity',
  'notional',
  'margin',
  'equityPercentNotional',
  'equityPercentMargin',
  'riskPercent',
] as const;

const kinds = `exactly one of: ${SIZE_KINDS.join(', ')}`;

export const sizeSchema = block(kinds, {
  signal: positiveAmount.optional().meta({ description: 'Factor on the alert’s own quantity.' }),
  quantity: positiveAmount.optional().meta({ description: 'Base asset.' }),
  notional: positiveAmount.optional().meta({ description: 'Quote asset.' }),
  margin: positiveAmount.optional().meta({ description: 'Quote asset of margin.' }),
  equityPercentNotional: percentOfEquity.optional().meta({ description: 'Percent of equity as notional.' }),
  equityPercentMargin: percent.optional().meta({ description: 'Percent of equity as margin.' }),
  riskPercent: percent.optional().meta({ description: 'Percent of equity lost at the stop; needs a stop.' }),
}).refine((size) => SIZE_KINDS.filter((kind) => size[kind] !== undefined).length === 1, { error: kinds });
