import { type Fault, type FaultMatch, type FaultRule, STREAM_FAULT_KINDS } from '../faults/fault-rule.ts';
import { ControlError } from './control-error.ts';
import { type Fields, readFields } from './fields.ts';

const PLAIN_KINDS = [
  'drop-before',
  'drop-after',
  'hang-before',
  'hang-after',
  'duplicate',
  'drop-event',
  'close',
  'expire-key',
  'malformed',
  'unknown-event',
] as const;
const TRANSPORTS = ['rest', 'ws-api', 'stream'] as const;
const KINDS = [
  ...new Set([
    'delay',
    'hold',
    'answer',
    'drop-before',
    'drop-after',
    'hang-before',
    'hang-after',
    ...STREAM_FAULT_KINDS,
  ]),
];

/** Reads one fault rule. `do` may be a kind's name where nothing else needs saying. @throws {ControlError} */
export function parseFaultRule(value: unknown): FaultRule {
  const fields = readFields(value, ['on', 'times', 'after', 'probability', 'do']);
  const probability = fields.optionalNumber('probability');
  if (probability !== undefined && (probability < 0 || probability > 1)) {
    throw new ControlError('probability: expected 0 to 1');
  }
  const after = fields.optionalNumber('after');
  const times = fields.raw['times'] === 'always' ? ('always' as const) : fields.optionalNumber('times');
  return {
    on: parseMatch(fields.raw['on'] ?? {}),
    ...(times === undefined ? {} : { times }),
    ...(after === undefined ? {} : { after }),
    ...(probability === undefined ? {} : { probability }),
    do: parseFault(fields.raw['do']),
  };
}

export function parseMatch(value: unknown): FaultMatch {
  const fields = readFields(value, ['transport', 'method', 'path', 'account', 'clientOrderId'], 'on.');
  const transportText = fields.optionalText('transport');
  const transport = TRANSPORTS.find((known) => known === transportText);
  if (transportText !== undefined && transport === undefined) {
    throw new ControlError(`on.transport: expected one of ${TRANSPORTS.join(', ')}`);
  }
  const [method, path, account, clientOrderId] = ['method', 'path', 'account', 'clientOrderId'].map((name) =>
    fields.optionalText(name),
  );
  return {
    ...(transport === undefined ? {} : { transport }),
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    ...(account === undefined ? {} : { account }),
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
  };
}

function parseFault(value: unknown): Fault {
  const fields = readFields(
    typeof value === 'string' ? { kind: value } : value,
    ['kind', 'ms', 'count', 'answersPings', 'status', 'code', 'msg', 'body', 'headers', 'isExecuted'],
    'do.',
  );
  const kindText = fields.text('kind');
  const plain = PLAIN_KINDS.find((known) => known === kindText);
  if (plain !== undefined) return { kind: plain };
  switch (kindText) {
    case 'delay':
    case 'hold':
    case 'late':
      return { kind: kindText, ms: fields.number('ms') };
    case 'reorder': {
      const count = fields.optionalNumber('count');
      return { kind: kindText, ...(count === undefined ? {} : { count }) };
    }
    case 'silence':
      return { kind: kindText, answersPings: fields.optionalFlag('answersPings') ?? false };
    case 'answer':
      return parseAnswer(fields);
    default:
      throw new ControlError(`do.kind: expected one of ${KINDS.join(', ')}`);
  }
}

function parseAnswer(fields: Fields): Fault {
  const [code, msg, body] = [fields.optionalNumber('code'), fields.optionalText('msg'), fields.optionalText('body')];
  const headers =
    fields.raw['headers'] === undefined ? undefined : readFields(fields.raw['headers'], undefined, 'do.headers.');
  return {
    kind: 'answer',
    status: fields.number('status'),
    isExecuted: fields.optionalFlag('isExecuted') ?? false,
    ...(code === undefined ? {} : { code }),
    ...(msg === undefined ? {} : { msg }),
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined
      ? {}
      : { headers: Object.fromEntries(Object.keys(headers.raw).map((name) => [name, headers.text(name)])) }),
  };
}
