import type { WordsRead } from './read-words.ts';

/** Which journal to read. */
export interface JournalSource {
  /** `null`: the one of the working directory, else the embedded one. */
  readonly configPath: string | null;
  /** `null`: the configuration says it. */
  readonly url: string | null;
}

export const SOURCE_OPTIONS = ['--config', '--journal'] as const;

/** A sentence where the words name no journal. */
export function toSource({ values }: Extract<WordsRead, { readonly ok: true }>): JournalSource | string {
  const url = values.get('--journal') ?? null;
  const configPath = values.get('--config') ?? null;
  const isKnown = url === null || /^(?:sqlite:.|postgres(?:ql)?:\/\/)/.test(url);
  return isKnown ? { url, configPath } : '--journal is sqlite:FILE or postgres://….';
}
