import type { Refusal, RefusalCode } from '../signal.ts';

export function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}

/** A value of the alert in a sentence, cut. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
