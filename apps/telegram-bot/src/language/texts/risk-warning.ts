import { inLanguages } from '../in-languages.ts';

/** Levels of an account that are crossed, and left again. */
export const riskWarningTexts = inLanguages({
  en: {
    liquidation: (place: string, percent: string) => `${place} is ${percent} from liquidation`,
    stop: (place: string, percent: string) => `${place} is ${percent} from its stop`,
    margin: (percent: string) => `positions need ${percent} of the equity`,
    'day-drawdown': (percent: string) => `${percent} of the equity lost since 00:00 UTC`,
    drawdown: (percent: string) => `${percent} of the equity lost since its highest`,
    again: 'over',
    mark: (price: string) => `mark ${price}`,
    edge: { liquidation: (price: string) => `liquidation ${price}`, stop: (price: string) => `stop ${price}` },
    equity: (amount: string) => `equity ${amount}`,
    was: (amount: string) => `was ${amount}`,
    maintenance: (amount: string) => `maintenance margin ${amount}`,
    liquidates: 'at 100 % the exchange liquidates',
    below: (level: string) => `told below ${level}`,
    above: (level: string) => `told above ${level}`,
  },
  de: {
    liquidation: (place, percent) => `${place} ist ${percent} vor der Liquidation`,
    stop: (place, percent) => `${place} ist ${percent} vor dem Stop`,
    margin: (percent) => `Positionen brauchen ${percent} des Eigenkapitals`,
    'day-drawdown': (percent) => `${percent} des Eigenkapitals seit 00:00 UTC verloren`,
    drawdown: (percent) => `${percent} des Eigenkapitals seit dem Höchststand verloren`,
    again: 'vorbei',
    mark: (price) => `Mark ${price}`,
    edge: { liquidation: (price) => `Liquidation ${price}`, stop: (price) => `Stop ${price}` },
    equity: (amount) => `Eigenkapital ${amount}`,
    was: (amount) => `es waren ${amount}`,
    maintenance: (amount) => `Maintenance-Margin ${amount}`,
    liquidates: 'bei 100 % liquidiert die Börse',
    below: (level) => `gemeldet unter ${level}`,
    above: (level) => `gemeldet über ${level}`,
  },
});
