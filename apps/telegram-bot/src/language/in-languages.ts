import type { Language } from './language.ts';

/** The same texts in every language. */
export type InLanguages<T> = Readonly<Record<Language, T>>;

/**
 * A group of texts; English says which there are and what each is told. A language without one of them, or with other
 * parameters, does not compile.
 *
 * @example const riskTexts = inLanguages({
 *   en: { left: (amount: string) => `${amount} left` },
 *   de: { left: (amount) => `noch ${amount}` },
 * });
 */
export function inLanguages<T>(texts: { readonly en: T } & Readonly<Record<Language, NoInfer<T>>>): InLanguages<T> {
  return texts;
}

/** One text of a group, in every language. */
export function pick<T, K extends keyof T>(texts: InLanguages<T>, key: K): InLanguages<T[K]> {
  return { en: texts.en[key], de: texts.de[key] };
}
