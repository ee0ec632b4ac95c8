import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../../workspace-root.ts';
import { commandsOf } from './find-wrong-commands.ts';
import { type Block, readBlocks } from './read-blocks.ts';

const BIN = join(WORKSPACE_ROOT, 'apps/telegram-bot/bin/perpdesk.js');

const folder = mkdtempSync(join(tmpdir(), 'perpdesk-walk-'));
afterAll(() => rmSync(folder, { recursive: true }));

function blocksOf(page: string, language: string): readonly Block[] {
  const text = readFileSync(join(WORKSPACE_ROOT, page), 'utf8');
  return readBlocks({ path: page, text }).filter((block) => block.language === language);
}

/** Runs `perpdesk` as a person would, in one folder for all. */
function perpdesk(words: readonly string[]): string {
  const node = [process.execPath, ['--conditions=@perpdesk/source', BIN, ...words]] as const;
  // what the page exports
  const env = { PATH: process.env['PATH'] ?? '', TELEGRAM_BOT_TOKEN: '123456789:the-token-from-BotFather' };
  return execFileSync(...node, { cwd: folder, encoding: 'utf8', env });
}

test('whoever follows “Getting started” gets a file, a check without a fault, and an alert that its route reads', () => {
  const [message] = blocksOf('docs/tradingview.md', 'json');
  writeFileSync(join(folder, 'alert.json'), message?.text ?? '');
  const given = blocksOf('docs/getting-started.md', 'sh')
    .flatMap(({ text }) => commandsOf(text))
    .filter(([program, command]) => program === 'npx' && command === 'perpdesk')
    .map(([, , ...words]) => words);
  const said = given.map((words) => [words.join(' ').replace(/ --broker.*/, ''), perpdesk(words)]);
  expect(said).toEqual([
    ['init --yes', expect.stringContaining('Written: perpdesk.yaml')],
    [
      'check',
      expect.stringMatching(/✓ PAPER paper: connected.*\n[^✗]*✓ route trend: chain, BTCUSDT, ETHUSDT on paper/s),
    ],
    ['check', expect.not.stringContaining('✗')],
    ['signals lint alert.json --route trend', 'alert.json: fine for mode chain, dialect native.\n'],
  ]);
}, 300_000);
