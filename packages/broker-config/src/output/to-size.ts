import type { SizeConfig } from '../perpdesk-config.ts';
import type { RouteInput } from '../schema/routes.ts';

/** @throws {RangeError} if no kind is given, which the schema refuses. */
export function toSize(size: NonNullable<RouteInput['size']>): SizeConfig {
  if (size.signal !== undefined) return { type: 'signal', factor: size.signal };
  if (size.quantity !== undefined) return { type: 'quantity', quantity: size.quantity };
  if (size.notional !== undefined) return { type: 'notional', notional: size.notional };
  if (size.margin !== undefined) return { type: 'margin', margin: size.margin };
  if (size.equityPercentNotional !== undefined) {
    return { type: 'equity-percent-notional', percent: size.equityPercentNotional };
  }
  if (size.equityPercentMargin !== undefined)
    return { type: 'equity-percent-margin', percent: size.equityPercentMargin };
  if (size.riskPercent !== undefined) return { type: 'risk-percent', percent: size.riskPercent };
  throw new RangeError('A size without a kind has passed the schema.');
}
