import type { Fresh } from '../desk/fresh.ts';
import type { Speech } from '../language/speech.ts';
import { ageTexts } from '../language/texts/age.ts';

/** How old what is shown of an account is; `null` where it was read just now. */
export function formatAge(speech: Speech, heardAgoMs: Fresh<unknown>['heardAgoMs']): string | null {
  if (heardAgoMs === null) return null;
  const words = speech.say(ageTexts);
  return heardAgoMs === 'never' ? words.never : words.asHeard(speech.span(heardAgoMs));
}
