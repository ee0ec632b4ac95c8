import { inLanguages } from '../in-languages.ts';

const orders = (count: number) => (count === 1 ? '1 order' : `${count} orders`);
const orderZahl = (count: number) => (count === 1 ? '1 Order' : `${count} Orders`);

/** What a person set, moved or canceled by hand. */
export const handNoticeTexts = inLanguages({
  en: {
    by: (actor: string) => `by ${actor}`,
    set: (place: string) => `${place} set by hand`,
    stopOff: 'stop off: nothing ends a loss',
    stop: (price: string) => `stop at ${price}`,
    targetsOff: 'targets off',
    targets: (list: string) => `targets ${list}`,
    stands: (by: string) => `It stands in place of the routes’ own until the position ends · ${by}`,
    trailingOff: 'trailing stop off',
    trailing: (share: string, from: string) => `trailing stop ${share} ${from}`,
    fromNow: 'from now on',
    fromPrice: (price: string) => `from ${price} on`,
    canceled: (count: number) => `${orders(count)} canceled`,
    canceledNone: 'nothing was canceled',
    gone: (count: number) => `${orders(count)} had ended before; how is not known.`,
    goneFilled: (count: number) => `${orders(count)} had filled before.`,
    goneCanceled: (count: number) => `${orders(count)} had been canceled before.`,
    mayStand: (order: string, detail: string) => `${order} may still stand: ${detail}`,
    settledGone: (symbol: string) => `an order of ${symbol} never came there`,
    settledFilled: (symbol: string, filled: string) => `an order of ${symbol} filled ${filled}`,
    setting: { leverage: 'leverage', 'margin-type': 'margin', 'position-mode': 'position mode' },
    is: (value: string) => `is ${value}`,
  },
  de: {
    by: (actor) => `von ${actor}`,
    set: (place) => `${place} von Hand gesetzt`,
    stopOff: 'Stop aus: nichts beendet einen Verlust',
    stop: (price) => `Stop bei ${price}`,
    targetsOff: 'Take-Profits aus',
    targets: (list) => `Take-Profits ${list}`,
    stands: (by) => `Es gilt anstelle der Vorgaben der Routen, bis die Position endet · ${by}`,
    trailingOff: 'Trailing-Stop aus',
    trailing: (share, from) => `Trailing-Stop ${share} ${from}`,
    fromNow: 'ab jetzt',
    fromPrice: (price) => `ab ${price}`,
    canceled: (count) => `${orderZahl(count)} storniert`,
    canceledNone: 'nichts wurde storniert',
    gone: (count) => `${orderZahl(count)} schon vorher beendet; wie, ist nicht bekannt.`,
    goneFilled: (count) => `${orderZahl(count)} schon vorher ausgeführt.`,
    goneCanceled: (count) => `${orderZahl(count)} schon vorher storniert.`,
    mayStand: (order, detail) => `${order} kann noch stehen: ${detail}`,
    settledGone: (symbol) => `eine Order in ${symbol} kam dort nie an`,
    settledFilled: (symbol, filled) => `eine Order in ${symbol} hat ${filled} ausgeführt`,
    setting: { leverage: 'Hebel', 'margin-type': 'Margin', 'position-mode': 'Positionsmodus' },
    is: (value) => `ist ${value}`,
  },
});
