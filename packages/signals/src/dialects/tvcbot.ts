import { collectFields, type FieldValues } from '../parse/collect-fields.ts';
import { createFieldReading } from '../parse/field-reading.ts';
import { refuseForeign } from '../parse/foreign-json.ts';
import { refuse } from '../parse/refuse.ts';
import { AMOUNT } from './amount-readers.ts';
import type { RouteMode } from '../route.ts';
import type { Dialect, RouteAlertResult } from './dialect.ts';
import { NATIVE, readNative } from './native.ts';
import { readLeaving } from './read-leaving.ts';
import { sentence } from '../sentences/sentence.ts';

/** TVCBot's template: native names, and a size and a delay of its own. */
export const TVCBOT: Dialect = {
  ...NATIVE,
  modes: ['chain', 'target', 'direction', 'order'],
  secretNames: ['apisec'],
  read: (members, mode) => {
    const foreign = refuseForeign(members, { own: 'TVCBot', takesVerbs: mode !== 'chain' && mode !== 'target' });
    if (foreign !== null) return foreign;
    return readLeaving(collectFields(members), (values) => readOwn(values, mode));
  },
};

function readOwn(values: FieldValues, mode: RouteMode): RouteAlertResult {
  const fields = createFieldReading(values);
  const amount = fields.any(['amount'], AMOUNT);
  const delay = fields.any(['delay'], AMOUNT);
  const refusal = fields.refusal();
  if (refusal !== null) return refusal;
  if (amount !== null) {
    return refuse('ambiguous-unit', sentence('amount-without-unit'));
  }
  if (delay !== null) return refuse('unsupported-order-type', sentence('delay-not-built'));
  return readNative(new Map([...values].filter(([name]) => !fields.asked.has(name))), mode);
}
