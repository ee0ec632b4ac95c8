import type { Page } from './read-pages.ts';

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** Of its fence, from 1. */
  readonly line: number;
  /** What stands behind the fence; empty: nothing. */
  readonly language: string;
  /** Without the indentation of its fence; ends with a line break. */
  readonly text: string;
}

const FENCE = /^( *)(`{3,})(.*)$/;

/** The fenced blocks of a page, in their order. */
export function readBlocks({ path, text }: Page): readonly Block[] {
  const blocks: Block[] = [];
  let open: {
    readonly indent: string;
    readonly fence: string;
    readonly line: number;
    readonly language: string;
  } | null = null;
  let inside: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const [, indent = '', fence = '', language = ''] = FENCE.exec(line) ?? [];
    if (open === null) {
      if (fence === '') continue;
      open = { indent, fence, line: index + 1, language: language.trim() };
      inside = [];
    } else if (fence === open.fence && language === '') {
      blocks.push({ page: path, line: open.line, language: open.language, text: `${inside.join('\n')}\n` });
      open = null;
    } else {
      inside.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line.trimStart());
    }
  }
  if (open !== null) throw new Error(`${path}:${open.line} has a fence that nothing ends.`);
  return blocks;
}

/** A page without its fenced blocks; lines stay where they are. */
export function withoutBlocks(page: Page): string {
  const lines = page.text.split('\n');
  for (const { line, text } of readBlocks(page)) {
    const height = text.split('\n').length + 1;
    for (let at = line - 1; at < line - 1 + height; at += 1) lines[at] = '';
  }
  return lines.join('\n');
}

/** What a block says in its first line, where it cannot be run: `# not run: why`, `// not run: why`. */
export function whyNotRun({ text }: Pick<Block, 'text'>): string | null {
  return /^(?:#|\/\/) not run: (.+)$/m.exec(text.split('\n', 1)[0] ?? '')?.[1] ?? null;
}
