import type { Speech } from '../language/speech.ts';
import { brokerCodeTexts } from '../language/texts/broker-code.ts';
import { refusalCodeTexts } from '../language/texts/refusal-code.ts';
import { settingRefusedTexts } from '../language/texts/setting-refused.ts';
import { formatSaid, isForeign } from '../language/said.ts';

/** What was refused: a setting is no order. */
export type Refused = 'order' | 'setting';

/** A signal's own: an order that the exchange refuses ends its leg. */
export function refusedBySignal(code: string): Refused {
  return code === 'exchange-rejected' ? 'setting' : 'order';
}

/** Why the engine, or an exchange, does not do it. Words of neither are told with what their code means. */
export function formatWhy(
  speech: Speech,
  { code, detail }: { readonly code: string | null; readonly detail: string },
  refused: Refused = 'order',
): string {
  const said = formatSaid(speech, detail);
  if (speech.language === 'en' || code === null || !isForeign(detail)) return said;
  const meaning = meaningOf(speech, code, refused);
  if (meaning === null) return said;
  return said === '' ? meaning : `${meaning} (${said})`;
}

/** `Why it ended so. (too-old)`: the code is what a person may look up or tell others. */
export function whyEnded(
  speech: Speech,
  { code, detail }: { readonly code: string; readonly detail: string | null },
  refused: Refused = 'order',
): string {
  const why = detail === null ? (meaningOf(speech, code, refused) ?? '') : formatWhy(speech, { code, detail }, refused);
  return `${why} (${code})`.trim();
}

/** What a refusal's code means; `null`: it is none of the engine's and none of an exchange's. */
export function meaningOf(speech: Speech, code: string, refused: Refused = 'order'): string | null {
  if (refused === 'setting' && code === 'exchange-rejected') return speech.say(settingRefusedTexts).refused;
  const refusals: Readonly<Record<string, string>> = speech.say(refusalCodeTexts);
  const failures: Readonly<Record<string, { readonly meaning: string }>> = speech.say(brokerCodeTexts);
  return refusals[code] ?? failures[code]?.meaning ?? null;
}
