import { createDice, type Dice } from './dice.test.fixture.ts';

/** What goes otherwise than usual, at exchanges and around the desk. Rates are probabilities, 0 to 1. */
export interface Whims {
  /** Of the spells in which the lists of what was are refused. */
  readonly pastOut: number;
  /** Of those in which they are slow. */
  readonly pastSlow: number;
  /** Of a second in which an instrument's rules change. */
  readonly rules: number;
  /** Of a second in which the clock of the desk's machine is set. */
  readonly clocks: number;
  /** Of a slow answer about the time. */
  readonly slowTime: number;
  /** Of a second in which an order that ended unfilled is forgotten, and of a look that does not find a new one. */
  readonly forgets: number;
  /** Of a second in which a person takes back orders, reduces or closes at the exchange itself. */
  readonly app: number;
  /** Of an alert that says its step otherwise than usual. */
  readonly forms: number;
}

export const NO_WHIMS: Whims = {
  pastOut: 0,
  pastSlow: 0,
  rules: 0,
  clocks: 0,
  slowTime: 0,
  forgets: 0,
  app: 0,
  forms: 0,
};

/** Each is drawn by itself, so that whatever else a seed is about stays as it is. */
export function drawWhims(seed: number): Whims {
  const draw = (name: string, probability: number, least: number, most: number): number => {
    const dice: Dice = createDice(seed).fork(name);
    return dice.chance(probability) ? least + dice.next() * (most - least) : 0;
  };
  return {
    pastOut: draw('past', 0.3, 0.3, 0.9),
    pastSlow: draw('slow past', 0.2, 0.2, 0.7),
    rules: draw('rules', 0.25, 0.02, 0.2),
    clocks: draw('clocks', 0.2, 0.01, 0.08),
    slowTime: draw('slow time', 0.2, 0.2, 0.9),
    forgets: draw('forgets', 0.2, 0.1, 0.6),
    app: draw('app', 0.2, 0.01, 0.08),
    forms: draw('forms', 0.3, 0.2, 1),
  };
}
