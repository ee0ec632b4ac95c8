import { percent } from './amount.ts';
import { block } from './names.ts';

export const warningsSchema = block('liquidation, stop, margin, dayDrawdown, drawdown, hysteresis', {
  liquidation: percent.prefault('5').meta({
    description: 'Percent from the mark price to the liquidation price: nearer is told. Default "5".',
  }),
  stop: percent.optional().meta({ description: 'Percent from the mark price to the nearest stop: nearer is told.' }),
  margin: percent.prefault('80').meta({
    description:
      'Maintenance margin in percent of the equity: more is told; at 100 the exchange liquidates. Default "80".',
  }),
  dayDrawdown: percent.optional().meta({
    description: 'Percent of the equity that was lost since 00:00 UTC: more is told.',
  }),
  drawdown: percent.optional().meta({
    description: 'Percent of the equity that was lost since its highest: more is told.',
  }),
  hysteresis: percent.prefault('20').meta({
    description: 'Percent of the level by which it has to be better before that is told. Default "20".',
  }),
});
