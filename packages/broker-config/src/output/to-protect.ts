import type { RouteConfig, StopLossConfig } from '../perpdesk-config.ts';
import type { RouteInput } from '../schema/routes.ts';

type Protect = NonNullable<RouteInput['protect']>;

export function toProtect(
  protect: Protect | undefined,
): Pick<RouteConfig, 'stopLoss' | 'takeProfits' | 'trailing' | 'breakEvenAfter'> {
  const { stopLoss, takeProfits = [], trailing, breakEvenAfter } = protect ?? {};
  return {
    stopLoss: stopLoss === undefined ? null : toStopLoss(stopLoss),
    takeProfits: takeProfits.flatMap(({ percent, price, share = null }): RouteConfig['takeProfits'] => {
      if (percent !== undefined) return [{ at: { basis: 'percent', percent }, share }];
      return price === undefined ? [] : [{ at: { basis: 'price', price }, share }];
    }),
    trailing:
      trailing === undefined
        ? null
        : { activatePercent: trailing.activate ?? null, callbackPercent: trailing.callback },
    breakEvenAfter: breakEvenAfter ?? null,
  };
}

function toStopLoss({ percent, price, trigger }: NonNullable<Protect['stopLoss']>): StopLossConfig {
  if (percent !== undefined) return { percent, triggerBy: trigger };
  return price === undefined ? { fromAlert: true, triggerBy: trigger } : { price, triggerBy: trigger };
}
