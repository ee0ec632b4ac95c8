import { Decimal, type Instrument, ZERO } from '@perpdesk/broker-core';
import { exposureOf } from './exposure.ts';
import { balanceOf, markOf, settingsOf } from './lookup.ts';
import { maintenanceMarginAt } from './maintenance.ts';
import type { EngineState, HeldPosition } from './state.ts';

/** So wide that no sum of the tests is ever rounded in it. */
const Wide: typeof Decimal = Decimal.clone({ precision: 2_000 });

type Valued = {
  readonly held: HeldPosition;
  readonly isCross: boolean;
  readonly pnl: Decimal;
  readonly notional: Decimal;
  readonly initial: Decimal;
  readonly maintenance: Decimal;
};

/** What all positions of an asset come to, each valued anew and added up one by one; nothing is known from before. */
export function fullValuation(state: EngineState, asset: string) {
  const all = valuedIn(state, asset);
  const crossed = all.filter(({ isCross }) => isCross);
  const sum = (amounts: readonly Decimal[]) => amounts.reduce((total, one) => total.plus(one), new Wide(0));
  const crossWallet = new Wide(balanceOf(state, asset)).minus(sum(all.map(({ held }) => held.isolatedMargin)));
  const crossMoney = crossWallet.plus(sum(crossed.map(({ pnl }) => pnl)));
  const crossMaintenance = sum(crossed.map(({ maintenance }) => maintenance));
  const used = sum(crossed.map(({ initial }) => initial)).plus(sum(orderMargins(state, asset, all)));
  return {
    pnl: narrow(sum(all.map(({ pnl }) => pnl))),
    initial: narrow(sum(all.map(({ initial }) => initial))),
    maintenance: narrow(sum(all.map(({ maintenance }) => maintenance))),
    crossWallet: narrow(crossWallet),
    crossMoney: narrow(crossMoney),
    crossMaintenance: narrow(crossMaintenance),
    crossCover: narrow(crossMoney.minus(crossMaintenance)),
    free: narrow(crossMoney.minus(used)),
    setAside: narrow(sum(all.map(({ held }) => held.isolatedMargin))),
  };
}

/** The symbols and sides in danger, found by looking at each. */
export function fullEndangered(state: EngineState, asset: string, from: Decimal): readonly HeldPosition[] {
  const { crossMoney, crossMaintenance } = fullValuation(state, asset);
  const isCrossEndangered = crossMaintenance.gte(crossMoney.times(from));
  return valuedIn(state, asset)
    .filter(({ held, isCross, pnl, maintenance }) =>
      isCross ? isCrossEndangered : maintenance.gte(held.isolatedMargin.plus(pnl).times(from)),
    )
    .map(({ held }) => held);
}

function valuedIn(state: EngineState, asset: string): readonly Valued[] {
  return state.positions.flatMap((held): readonly Valued[] => {
    const instrument = state.rules.instruments.get(held.symbol);
    if (instrument?.settleAsset !== asset) return [];
    const mark = markOf(state, held.symbol) ?? held.entryPrice;
    const notional = held.quantity.abs().times(mark);
    return [
      {
        held,
        isCross: held.marginType === 'cross',
        pnl: held.quantity.times(mark.minus(held.entryPrice)),
        notional,
        initial: notional.div(settingsOf(state, instrument).leverage),
        maintenance: maintenanceMarginAt(state.rules.brackets.get(held.symbol) ?? [], notional),
      },
    ];
  });
}

/** Of every instrument, with orders or without. */
function orderMargins(state: EngineState, asset: string, all: readonly Valued[]): readonly Decimal[] {
  const fresh: EngineState = { ...state, orders: [...state.orders] };
  return [...state.rules.instruments.values()]
    .filter(({ settleAsset }) => settleAsset === asset)
    .map((instrument: Instrument) => {
      const notional = all
        .filter(({ held }) => held.symbol === instrument.symbol)
        .reduce((total, one) => total.plus(one.notional), ZERO);
      return exposureOf(fresh, instrument.symbol).minus(notional).div(settingsOf(state, instrument).leverage);
    });
}

function narrow(amount: Decimal): Decimal {
  return new Decimal(amount).toSignificantDigits(Decimal.precision);
}
