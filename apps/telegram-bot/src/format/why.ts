import type { Speech } from '../language/speech.ts';
import { brokerCodeTexts } from '../language/texts/broker-code.ts';
import { refusalCodeTexts } from '../language/texts/refusal-code.ts';
import { formatSaid, isForeign } from '../language/said.ts';

/** Why the engine, or an exchange, does not do it. Words of neither are told with what their code means. */
export function formatWhy(
  speech: Speech,
  { code, detail }: { readonly code: string | null; readonly detail: string },
): string {
  const said = formatSaid(speech, detail);
  if (speech.language === 'en' || code === null || !isForeign(detail)) return said;
  const meaning = meaningOf(speech, code);
  if (meaning === null) return said;
  return said === '' ? meaning : `${meaning} (${said})`;
}

/** `Why it ended so. (too-old)`: the code is what a person may look up or tell others. */
export function whyEnded(
  speech: Speech,
  { code, detail }: { readonly code: string; readonly detail: string | null },
): string {
  const why = detail === null ? (meaningOf(speech, code) ?? '') : formatWhy(speech, { code, detail });
  return `${why} (${code})`.trim();
}

/** What a refusal's code means; `null`: it is none of the engine's and none of an exchange's. */
export function meaningOf(speech: Speech, code: string): string | null {
  const refusals: Readonly<Record<string, string>> = speech.say(refusalCodeTexts);
  const failures: Readonly<Record<string, { readonly meaning: string }>> = speech.say(brokerCodeTexts);
  return refusals[code] ?? failures[code]?.meaning ?? null;
}
