import { readFileSync, writeFileSync } from 'node:fs';

/** Puts a bench's part into the page, in place of its last one; the rest of the page stays as it is. */
export function writeSection(file: string, name: string, text: string): void {
  writeFileSync(file, replaceSection(readFileSync(file, 'utf8'), name, text));
}

/** @throws {Error} if the page has no place for it: its two comments. */
export function replaceSection(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- bench ${name} -->\n`, `<!-- end of bench ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page has no place for the bench ${name}.`);
  return `${page.slice(0, from + begin.length)}${text.trimEnd()}\n${page.slice(to)}`;
}
