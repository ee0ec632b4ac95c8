import type { FieldReading } from '../parse/field-reading.ts';
import { refuse } from '../parse/refuse.ts';
import type { HeldDirection, Wish, WishSize } from '../wish.ts';
import type { Verb } from './verbs.ts';
import { leavingWish } from './leaving-wish.ts';
import { wishOfFill } from './wish-of-fill.ts';
import { sentence } from '../sentences/sentence.ts';

export interface BotAlert {
  readonly verb: Verb | null;
  readonly position: HeldDirection | null;
  readonly previous: HeldDirection | null;
  readonly size: WishSize | null;
}

/** Signal bots speak two ways: a strategy's fill with its positions, or `enter_long`, `exit_long` and the like. */
export function botWish(fields: FieldReading, { verb, position, previous, size }: BotAlert): Wish | null {
  if (verb === null) return fields.fail(refuse('missing-side', sentence('field-missing', { field: 'action' })));
  switch (verb.type) {
    case 'side': {
      // flat is flat, wherever it came from
      if (position === null || (previous === null && position !== 'flat')) {
        return fields.fail(refuse('missing-field', sentence('needs-positions', { side: verb.side })));
      }
      const result = wishOfFill({ side: verb.side, position, previous, size });
      return result.ok ? result.wish : fields.fail(result);
    }
    case 'hold':
      return size?.unit === 'position-percent'
        ? fields.fail(refuse('ambiguous-unit', sentence('percent-sizes-exits')))
        : { ...verb, previous, size, includesClose: false };
    case 'close':
      return verb.direction === null
        ? fields.fail(refuse('missing-side', sentence('action-without-side')))
        : leavingWish({ ...verb, size, position });
    case 'add':
    case 'reduce':
    case 'cancel':
      return fields.fail(refuse('missing-side', sentence('action-unknown')));
    default:
      return verb satisfies never;
  }
}
