import { buildAlert } from '../parse/build-alert.ts';
import { collectFields, type FieldValues } from '../parse/collect-fields.ts';
import { createFieldReading } from '../parse/field-reading.ts';
import { refuseForeign } from '../parse/foreign-json.ts';
import { writeJson } from '../parse/json-node.ts';
import { openJson } from '../parse/open-json.ts';
import type { RouteMode } from '../route.ts';
import { BOOLEAN } from './amount-readers.ts';
import type { Dialect, RouteAlertResult } from './dialect.ts';
import type { WishProtect } from '../wish.ts';
import { readNativeWishes } from './native-wishes.ts';
import { readProtect } from './read-protect.ts';

/** Our own names, with the aliases of many. */
export const NATIVE: Dialect = {
  modes: ['chain', 'target', 'direction', 'order', 'command'],
  secretNames: [],
  open: openJson,
  write: writeJson,
  read: (members, mode) =>
    refuseForeign(members, { takesVerbs: mode !== 'chain' && mode !== 'target' }) ??
    readNative(collectFields(members), mode),
};

export function readNative(values: FieldValues, mode: RouteMode): RouteAlertResult {
  if (mode !== 'chain' && mode !== 'target') return readNativeWishes(values, mode);
  const fields = createFieldReading(values);
  const isTest = fields.any(['test', 'istest'], BOOLEAN) ?? false;
  const refusal = fields.refusal();
  if (refusal !== null) return refusal;
  const { protect, names } = readTold(values);
  const built = buildAlert(new Map([...values].filter(([name]) => !names.has(name))));
  return built.ok ? { ok: true, alert: built.alert, wishes: [], protect, isTest } : built;
}

/** Stops and targets beside a strategy's position; what cannot be read counts as not told, for most routes ignore it. */
function readTold(values: FieldValues): {
  readonly protect: WishProtect | null;
  readonly names: ReadonlySet<string>;
} {
  const fields = createFieldReading(values);
  const protect = readProtect(fields);
  const isRead = protect !== null && fields.refusal() === null;
  return isRead ? { protect, names: fields.asked } : { protect: null, names: new Set() };
}
