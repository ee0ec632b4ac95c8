import type { ConfigPath } from './config-error.ts';

/** Whether the path is of this form; `*` stands for any one key or list position. */
export function matchesPattern(path: ConfigPath, pattern: string): boolean {
  const parts = pattern.split('.');
  return parts.length === path.length && parts.every((part, index) => part === '*' || part === String(path[index]));
}
