import type { FieldValues } from '../parse/collect-fields.ts';
import type { Wish } from '../wish.ts';
import { toVerb, type Verb } from './verbs.ts';

type Leaving = Extract<Verb, { readonly type: 'close' | 'reduce' }>;

/** Of `type` only what a verb could be: mostly it says of which kind an order is, and nothing of what is done. */
export function withTypeWords(values: FieldValues): FieldValues {
  const words = (values.get('type') ?? []).filter(({ node }) => 'text' in node && toVerb(node.text) !== null);
  const rest = [...values].filter(([name]) => name !== 'type');
  return new Map(words.length === 0 ? rest : [...rest, ['type', words]]);
}

/** The word in `type` that leaves; `null`: none. */
export function leavingType(values: FieldValues): Leaving | null {
  for (const { node } of values.get('type') ?? []) {
    const verb = 'text' in node ? toVerb(node.text) : null;
    if (isLeaving(verb)) return verb;
  }
  return null;
}

/** Whether a verb leaves a position. */
export function isLeaving(verb: Verb | null): verb is Leaving {
  return verb?.type === 'close' || verb?.type === 'reduce';
}

/** Whether a wish may open what the word leaves. */
export function opensAgainst({ direction }: Leaving, wish: Wish): boolean {
  switch (wish.type) {
    case 'hold':
      return direction === null || direction === wish.direction;
    case 'add':
      return direction === null || wish.direction === null || direction === wish.direction;
    case 'order':
      return !wish.reduceOnly && (direction === null || direction === (wish.side === 'buy' ? 'long' : 'short'));
    case 'close':
    case 'reduce':
    case 'cancel':
    case 'stay':
      return false;
    default:
      return wish satisfies never;
  }
}
