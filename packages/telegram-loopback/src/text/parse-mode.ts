import { badRequest } from '../api-error.ts';

export const PARSE_MODES = ['none', 'html', 'markdown', 'markdownv2'] as const;
export type ParseMode = (typeof PARSE_MODES)[number];

/** Reads `parse_mode`, in any letter case. */
export function readParseMode(value: string | undefined): ParseMode {
  const lower = value?.toLowerCase() ?? '';
  if (lower === '') return 'none';
  const mode = PARSE_MODES.find((known) => known === lower);
  if (mode === undefined) throw badRequest('unsupported parse_mode');
  return mode;
}
