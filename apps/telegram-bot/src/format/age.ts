import type { Fresh } from '../desk/fresh.ts';
import { formatSpan } from './moment.ts';

/** How old what is shown of an account is; `null` where it was read just now. */
export function formatAge(heardAgoMs: Fresh<unknown>['heardAgoMs']): string | null {
  if (heardAgoMs === null) return null;
  return heardAgoMs === 'never' ? 'not read yet' : `no answer; as heard ${formatSpan(heardAgoMs)} ago`;
}
