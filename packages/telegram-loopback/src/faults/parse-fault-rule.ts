import { ControlError } from '../control/control-error.ts';
import { readFields } from '../control/read-fields.ts';
import { FAULT_KINDS, type FaultRule } from './fault-rule.ts';

/** Reads one fault rule; throws a `ControlError` that names the wrong field. */
export function parseFaultRule(value: unknown): FaultRule {
  const fields = readFields(value, [
    'kind',
    'method',
    'chatId',
    'times',
    'probability',
    'retryAfter',
    'delayMs',
    'status',
    'description',
    'migrateTo',
  ]);
  const kind = FAULT_KINDS.find((known) => known === fields.text('kind'));
  if (kind === undefined) throw new ControlError(`kind: expected one of ${FAULT_KINDS.join(', ')}`);
  const probability = fields.optionalNumber('probability');
  if (probability !== undefined && (probability < 0 || probability > 1))
    throw new ControlError('probability: expected 0 to 1');
  const status = fields.optionalInteger('status');
  if (status !== undefined && (status < 500 || status > 599)) throw new ControlError('status: expected 500 to 599');
  return {
    kind,
    ...given('method', fields.optionalText('method')),
    ...given('chatId', fields.optionalInteger('chatId')),
    ...given('times', fields.optionalInteger('times')),
    ...given('probability', probability),
    ...given('retryAfter', fields.optionalInteger('retryAfter')),
    ...given('delayMs', fields.optionalNumber('delayMs')),
    ...given('status', status),
    ...given('description', fields.optionalText('description')),
    ...given('migrateTo', fields.optionalInteger('migrateTo')),
  };
}

function given<K extends string, V>(name: K, value: V | undefined): { readonly [key in K]?: V } {
  const entry: { [key in K]?: V } = {};
  if (value !== undefined) entry[name] = value;
  return entry;
}
