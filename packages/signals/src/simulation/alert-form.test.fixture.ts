import type { Route } from '../route.ts';
import type { Dice } from './dice.test.fixture.ts';
import type { Profile } from './profile.test.fixture.ts';

/**
 * How an alert says its step. `usual`: with an action and sizes in contracts. `sides`: the positions before and after it alone,
 * by their sides and sizes. `signed`: the same, the one after it as a signed number. `money`: how much is asked for in the
 * quote asset.
 */
export type AlertForm = 'usual' | 'sides' | 'signed' | 'money';

const FORMS: Readonly<Record<Route['mode'], readonly AlertForm[]>> = {
  chain: ['sides', 'signed'],
  target: ['sides', 'signed'],
  direction: ['sides', 'signed', 'money'],
  order: ['money'],
  command: [],
  notify: [],
};

export function drawForm(dice: Dice, { mode }: Route, { whims }: Profile): AlertForm {
  const forms = FORMS[mode];
  return forms.length > 0 && dice.chance(whims.forms) ? dice.pick(forms) : 'usual';
}
