import type { RefusalCode } from '@perpdesk/signals';
import type { Speech } from '../language/speech.ts';
import { refusalCodeTexts } from '../language/texts/refusal-code.ts';

/**
 * Why the engine does not do it. Its own sentence has the values and is English; who reads another language is told the
 * meaning first.
 */
export function formatWhy(
  speech: Speech,
  { code, detail }: { readonly code: string | null; readonly detail: string },
): string {
  if (speech.language === 'en') return detail;
  const meanings: Readonly<Record<string, string>> = speech.say(refusalCodeTexts) satisfies Record<RefusalCode, string>;
  const meaning = code === null ? undefined : meanings[code];
  return meaning === undefined ? detail : `${meaning} (${detail})`;
}
