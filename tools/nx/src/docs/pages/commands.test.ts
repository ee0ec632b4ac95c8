import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WORKSPACE_ROOT } from '../../workspace-root.ts';
import { commandsOf, findWrongCommands } from './find-wrong-commands.ts';
import { readBlocks } from './read-blocks.ts';
import { readPages } from './read-pages.ts';

const BIN = join(WORKSPACE_ROOT, 'apps/telegram-bot/bin/perpdesk.js');
const help = (...words: readonly string[]) =>
  spawnSync(process.execPath, ['--conditions=@perpdesk/source', BIN, ...words, '--help'], { encoding: 'utf8' }).stdout;
const usages = { all: help(), signals: help('signals'), journal: help('journal') };

const blocks = readPages()
  .flatMap(readBlocks)
  .filter(({ language }) => language === 'sh')
  .map((block) => ({ at: `${block.page}:${block.line}`, ...block }));

test.each(blocks)('every command of $at is there', ({ text }) => {
  expect(commandsOf(text).length).toBeGreaterThan(0);
  expect(findWrongCommands(text, usages)).toEqual([]);
});

test('a command, a script, a package or an option that is not there is found', () => {
  const wrong = {
    'npm run soek -- --kills 1': 'npm run soek',
    'npm install @perpdesk/signal': '@perpdesk/signal',
    'npm ci && npm begin': 'npm begin',
    'npx perpdesk signals shew ID': 'perpdesk signals shew',
    'npx perpdesk signals replay ID --dry': null,
    'perpdesk journal backup --to x': '--to',
    'npx perpdesk chek --config a.yaml # npm nothing': 'perpdesk chek --config',
    'A=1 npx none': 'npx none',
    'npx vitest run packages/none': 'packages/none',
    'curl -s x | frobnicate': 'frobnicate',
  };
  for (const [command, said] of Object.entries(wrong)) {
    expect([command, ...findWrongCommands(`${command}\n`, usages)]).toEqual(
      said === null ? [command] : [command, said],
    );
  }
});
