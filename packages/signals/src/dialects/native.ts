import { buildAlert } from '../parse/build-alert.ts';
import { collectFields, type FieldValues } from '../parse/collect-fields.ts';
import { createFieldReading } from '../parse/field-reading.ts';
import { refuseForeign } from '../parse/foreign-json.ts';
import { writeJson } from '../parse/json-node.ts';
import { openJson } from '../parse/open-json.ts';
import type { RouteMode } from '../route.ts';
import { BOOLEAN, TEST_NAMES } from './amount-readers.ts';
import type { Dialect, ProtectFault, RouteAlertResult } from './dialect.ts';
import type { WishProtect } from '../wish.ts';
import { readNativeWishes } from './native-wishes.ts';
import { protectOf, readStop, readTargets } from './read-protect.ts';
import { readLeaving } from './read-leaving.ts';

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
  return readLeaving(values, (told) =>
    mode === 'chain' || mode === 'target' ? readPositions(told) : readNativeWishes(told, mode),
  );
}

function readPositions(values: FieldValues): RouteAlertResult {
  const fields = createFieldReading(values);
  const isTest = fields.any(TEST_NAMES, BOOLEAN) ?? false;
  const refusal = fields.refusal();
  if (refusal !== null) return refusal;
  const { protect, protectFault, names } = readTold(values);
  const built = buildAlert(new Map([...values].filter(([name]) => !names.has(name))));
  return built.ok ? { ok: true, alert: built.alert, wishes: [], protect, protectFault, isTest } : built;
}

/** Stops and targets beside a strategy's position: many routes ignore them, so what cannot be read refuses nothing here. */
function readTold(values: FieldValues): {
  readonly protect: WishProtect | null;
  readonly protectFault: ProtectFault;
  readonly names: ReadonlySet<string>;
} {
  const [stop, targets] = [createFieldReading(values), createFieldReading(values)];
  const stopLoss = readStop(stop);
  const takeProfits = readTargets(targets);
  const protectFault = { stop: stop.refusal(), targets: targets.refusal() };
  return {
    protect: protectOf(stopLoss, protectFault.targets === null ? takeProfits : []),
    protectFault,
    names: new Set([...stop.asked, ...targets.asked]),
  };
}
