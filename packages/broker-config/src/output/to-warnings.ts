import type { WarningsConfig } from '../perpdesk-config.ts';
import type { BrokerInput } from '../schema/brokers.ts';

export function toWarnings(input: BrokerInput['warnings']): WarningsConfig {
  return {
    liquidationPercent: input.liquidation,
    stopPercent: input.stop ?? null,
    marginPercent: input.margin,
    dayDrawdownPercent: input.dayDrawdown ?? null,
    drawdownPercent: input.drawdown ?? null,
    hysteresisPercent: input.hysteresis,
  };
}
