import type { LedgerRow } from '@perpdesk/journal/port';
import { NO_PROTECTION } from '../define-route.ts';
import { protectStateOf } from '../protect/protect-state.ts';
import { type ProtectTerms, protectTermsOf } from '../protect/protect-terms.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { Profile } from './profile.test.fixture.ts';

/** What is to stand for what a stream owns, by its route or by hand. */
export function askedTerms({ routes }: Pick<Profile, 'routes'>, row: LedgerRow): ProtectTerms {
  const route = routes.find(({ id }) => id === routeIdOf(row.stream));
  return protectTermsOf(route ?? NO_PROTECTION, row.stream, protectStateOf(row));
}

export function asksForStop(profile: Pick<Profile, 'routes'>, row: LedgerRow): boolean {
  const { stop, isEven } = askedTerms(profile, row);
  return stop !== null || isEven;
}

export function isSetByHand(row: LedgerRow): boolean {
  return protectStateOf(row).hand !== null;
}
