import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFolder } from './embedded-desk.ts';
import { BIN, startProcess } from './program-process.ts';

const TIMEOUT = 60_000;
const GOOD = '{"symbol":"{{ticker}}","action":"{{strategy.order.action}}","firedAt":"{{timenow}}"}';

describe('perpdesk signals lint', () => {
  let folder: Awaited<ReturnType<typeof createFolder>>;
  beforeEach(async () => {
    folder = await createFolder();
  });
  afterEach(async () => {
    await folder[Symbol.asyncDispose]();
  });

  const lint = async (words: readonly string[], template: string) => {
    await writeFile(join(folder.path, 'alert.json'), template);
    const child = startProcess([BIN, 'signals', 'lint', ...words], { folder: folder.path, env: {} });
    return { code: await child.ended, output: child.output(), complaints: child.complaints() };
  };

  test(
    'ends with 0 where nothing is wrong',
    async () => {
      expect(await lint(['alert.json', '--mode', 'direction'], GOOD)).toEqual({
        code: 0,
        output: 'alert.json: fine for mode direction, dialect native.\n',
        complaints: '',
      });
    },
    TIMEOUT,
  );

  test(
    'ends with 1 at a fault, and says where it is and what to write',
    async () => {
      const template = `{\n "symbol": {{ticker}},\n "action": "buy",\n "passphrase": "planted-secret",\n "firedAt": "{{TimeNow}}"\n}`;
      const { code, output } = await lint(['alert.json', '--mode=direction'], template);
      expect(code).toBe(1);
      expect(output).toContain('alert.json:2:12 fault unquoted-placeholder: ');
      expect(output).toContain('Write "{{ticker}}".');
      expect(output).toContain('alert.json:4:17 advice secret-in-body: ');
      expect(output).toContain('alert.json:5:14 fault placeholder-case: ');
      expect(output).toContain('Write {{timenow}}.');
      expect(output).toContain('2 faults, 1 piece of advice.');
      expect(output).not.toContain('planted');
    },
    TIMEOUT,
  );

  test(
    'ends with 2 where it cannot read the file or its own words',
    async () => {
      expect(await lint(['none.json'], GOOD)).toMatchObject({ code: 2, complaints: 'none.json cannot be read.\n' });
      const wrong = await lint(['alert.json', '--mode', 'sideways'], GOOD);
      expect(wrong.code).toBe(2);
      expect(wrong.complaints).toContain('--mode is one of chain, target, direction, order, command, notify.');
    },
    TIMEOUT,
  );
});
