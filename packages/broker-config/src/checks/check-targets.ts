import { decimal, type Decimal, formatDecimal } from '@perpdesk/broker-core';
import type { Finding } from '../errors/config-error.ts';
import { asList, asMap, asText, type RawMap } from './raw.ts';

const SHARE = /^\d{1,3}(\.\d{1,8})?%$/;

/** Whether the shares of a route's targets leave something to the last one, which takes the rest. */
export function checkTargets(id: string, route: RawMap): readonly Finding[] {
  const targets = asList(asMap(route['protect'])['takeProfits']);
  const sum = targets
    .slice(0, -1)
    .reduce((all: Decimal, target) => all.plus(shareOf(asText(asMap(target)['share']))), decimal('0'));
  if (sum.lt(100)) return [];
  const path = ['routes', id, 'protect', 'takeProfits'];
  const found = `shares of ${formatDecimal(sum)}% before the last target`;
  return [{ kind: 'invalid', path, found, expected: 'less than 100%: the last target takes the rest' }];
}

function shareOf(text: string | null): Decimal {
  return decimal(text !== null && SHARE.test(text) ? text.slice(0, -1) : '0');
}
