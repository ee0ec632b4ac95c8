import { badRequest } from '../api-error.ts';

/** A file that came with a multipart request. */
export type UploadedFile = { readonly fileName: string; readonly mimeType: string; readonly bytes: Buffer };

/** The parameters of one call, whichever way they came. */
export type MethodArguments = {
  readonly values: ReadonlyMap<string, unknown>;
  readonly files: ReadonlyMap<string, UploadedFile>;
};

/** The parameter as text; undefined where it is missing or null. */
export function readText(args: MethodArguments, name: string): string | undefined {
  const value = args.values.get(name);
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The parameter as a whole number; 0 where it is none, as Telegram reads it. */
export function readInteger(args: MethodArguments, name: string): number | undefined {
  const text = readText(args, name);
  if (text === undefined || text === '') return undefined;
  return /^[+-]?\d{1,15}/.test(text) ? Number.parseInt(text, 10) : 0;
}

/** Whether the parameter says true, yes or 1. */
export function readFlag(args: MethodArguments, name: string): boolean {
  return ['true', 'yes', '1'].includes(readText(args, name)?.toLowerCase() ?? '');
}

/** A parameter that is JSON, or JSON as text; undefined where it is missing or empty. */
export function readJson(args: MethodArguments, name: string, what: string): unknown {
  const value = args.values.get(name);
  if (value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(`can't parse ${what} JSON object`);
  }
}
