import { isUnreadSize } from '../dialects/unread-sizes.ts';
import { plainName } from '../parse/key-name.ts';
import { FIELD_NAMES } from '../parse/field-names.ts';
import { isExchangeKey, isSecretKey } from '../parse/secret-keys.ts';
import type { RouteDialect } from '../route.ts';
import type { LintHit } from './lint-finding.ts';
import { placeholdersIn } from './placeholders.ts';
import { TIME_NAMES } from './remedies.ts';
import type { TemplateMember } from './scan-template.ts';

const ID_NAMES = /^(?:id|orderid|alertid|signalid|sourceid|tvid)$/;
const namesOf = ({ names, fallbacks }: { readonly names: readonly string[]; readonly fallbacks: readonly string[] }) =>
  new Set([...names, ...fallbacks]);
const PRICE_NAMES = namesOf(FIELD_NAMES.price);
const FIRED_NAMES = new Set<string>(FIELD_NAMES.firedAt.names);
const STRATEGY_NAMES = namesOf(FIELD_NAMES.strategy);

interface Named extends TemplateMember {
  readonly name: string;
}
type Rule = (member: Named, all: readonly Named[], dialect: RouteDialect) => LintHit | null;

const secret: Rule = ({ key, name, value, valueAt }) => {
  if (value === '' || /^(?:null|0)$/.test(value)) return null;
  if (isExchangeKey(key)) {
    return {
      level: 'fault',
      at: valueAt,
      code: 'account-key',
      message: `${key} carries the key of an exchange account: everyone who sees the alert can use it.`,
      instead: 'Remove it, revoke that key at the exchange, and put a new one into the desk’s configuration.',
    };
  }
  if (!isSecretKey(name)) return null;
  return {
    level: 'advice',
    at: valueAt,
    code: 'secret-in-body',
    message: `${key} is a secret in the alert’s text, which TradingView keeps and people share as pictures.`,
    instead: 'The address with its token is enough; keep it only where the route sets secret.',
  };
};

/** Where the route knows its alerts by their id. */
const FIRE_ID = 'Leave it out, and perFireId of the route; or send an id that is another one each time.';

const perFireId: Rule = ({ name, value, valueAt, key }) => {
  if (name !== 'id') return null;
  // only the time is another one each time, and even it is shared by the alerts of a second
  const isConstant = !value.includes('{{timenow}}');
  if (!isConstant && value !== '{{timenow}}') return null;
  return {
    level: 'fault',
    at: valueAt,
    code: isConstant ? 'constant-id' : 'time-as-id',
    message: isConstant
      ? `${key} is the same in several alerts: the route refuses every one after the first.`
      : `${key} is a time of whole seconds: of two alerts of one second the route refuses the second.`,
    instead: FIRE_ID,
  };
};

const constantId: Rule = ({ name, value, valueAt, key }, _all, dialect) => {
  if (!ID_NAMES.test(name) || value === '') return null;
  if (!value.includes('{{')) {
    return {
      level: 'advice',
      at: valueAt,
      code: 'constant-id',
      message: `${key} is the same in every alert, so it tells none apart.`,
      instead: 'Leave it out: the desk tells alerts apart by their whole text.',
    };
  }
  return /^\{\{(?:timenow|time)\}\}$/.test(value) || value.endsWith('-{{timenow}}')
    ? {
        level: 'advice',
        at: valueAt,
        code: 'time-as-id',
        message: `${key} is a time of whole seconds: two alerts of one second have the same.`,
        instead: `Put {{timenow}} into ${TIME_NAMES[dialect]} and leave the id out.`,
      }
    : null;
};

const closePrice: Rule = ({ name, value, valueAt }, all) => {
  const isStrategy = all.some((other) => other.value.includes('{{strategy.'));
  return PRICE_NAMES.has(name) && name !== 'close' && value === '{{close}}' && isStrategy
    ? {
        level: 'advice',
        at: valueAt,
        code: 'close-as-price',
        message: '{{close}} is the bar’s last price; the order was filled at another one.',
        instead: 'Write {{strategy.order.price}}.',
      }
    : null;
};

const barTime: Rule = ({ name, value, valueAt }, all) => {
  const hasFired = all.some((other) => other.value.includes('{{timenow}}'));
  const isFired = FIRED_NAMES.has(name) || (name === 'time' && !hasFired);
  return isFired && value === '{{time}}'
    ? {
        level: 'fault',
        at: valueAt,
        code: 'bar-time',
        message: '{{time}} is when the bar opened, not when the alert fired: the alert looks too old.',
        instead: 'Write {{timenow}}.',
      }
    : null;
};

/** What is the same in all alerts of one chart. */
const OF_THE_CHART = /^(?:ticker|exchange|interval|syminfo\..+)$/;

const strategyPerOrder: Rule = ({ name, value, valueAt }) =>
  STRATEGY_NAMES.has(name) && placeholdersIn(value).some((used) => !OF_THE_CHART.test(used.name))
    ? {
        level: 'fault',
        at: valueAt,
        code: 'strategy-per-order',
        message: 'The strategy’s name changes from alert to alert, so that entry and exit belong to two strategies.',
        instead: 'Write a fixed name.',
      }
    : null;

const unsignedSize: Rule = ({ name, value, valueAt, key }) =>
  name === 'positionsize' && value === '{{strategy.market_position_size}}'
    ? {
        level: 'fault',
        at: valueAt,
        code: 'unsigned-size',
        message: `${key} is signed, and {{strategy.market_position_size}} never is: a short reads as a long.`,
        instead: 'Write {{strategy.position_size}}, or name the field marketPositionSize.',
      }
    : null;

const OWN_NAMES: ReadonlySet<RouteDialect> = new Set(['native', 'tvcbot', 'kv']);

const unreadSize: Rule = ({ name, value, keyAt, key }, _all, dialect) =>
  OWN_NAMES.has(dialect) && isUnreadSize(name, value)
    ? {
        level: 'fault',
        at: keyAt,
        code: 'unread-size',
        message: `${key} does not say what it is a percent of, and is not read: a close beside it closes all.`,
        instead: 'Write positionPercent for a part of the position, or equityPercentNotional for an entry’s size.',
      }
    : null;

const RULES: readonly Rule[] = [secret, constantId, closePrice, barTime, strategyPerOrder, unsignedSize, unreadSize];

/** @param hasFireId The route knows its alerts by their id. */
export function memberFindings(
  members: readonly TemplateMember[],
  dialect: RouteDialect,
  hasFireId = false,
): readonly LintHit[] {
  const named = members.map((member) => ({ ...member, name: plainName(member.key) }));
  const found = named.flatMap((member) => {
    const fault = hasFireId ? perFireId(member, named, dialect) : null;
    const rules = fault === null ? RULES : RULES.filter((rule) => rule !== constantId);
    return [...(fault === null ? [] : [fault]), ...rules.flatMap((rule) => rule(member, named, dialect) ?? [])];
  });
  if (!hasFireId || named.some(({ name, value }) => name === 'id' && value !== '')) return found;
  return [
    {
      level: 'fault',
      at: 0,
      code: 'missing-field',
      message: 'id is missing, by which the route knows its alerts.',
      instead: FIRE_ID,
    },
    ...found,
  ];
}
