import { lineColumn } from '../yaml/line-column.ts';

/** A file as it was read; its offsets begin where the one before ended. */
export interface SourceFile {
  /** As it is to be shown. */
  readonly file: string;
  readonly text: string;
  readonly startsAt: number;
}

/** The files one after the other. */
export function placeFiles(files: readonly Pick<SourceFile, 'file' | 'text'>[]): readonly SourceFile[] {
  let startsAt = 0;
  return files.map(({ file, text }) => {
    const placed = { file, text, startsAt };
    startsAt += text.length + 1;
    return placed;
  });
}

/** File, line and column of an offset; the last file that begins before it. */
export function placeOf(
  files: readonly SourceFile[],
  offset: number,
): { readonly file: string; readonly line: number; readonly column: number } {
  const found = files.findLast(({ startsAt }) => startsAt <= offset) ?? files[0];
  if (found === undefined) return { file: '', line: 1, column: 1 };
  return { file: found.file, ...lineColumn(found.text, offset - found.startsAt) };
}
