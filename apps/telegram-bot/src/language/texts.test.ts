import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { findEnglish } from '../format/samples/english-words.test.fixture.ts';
import type { Language } from './language.ts';

/** What a text is told where it takes something: in turn, until one fits. */
const TOLD: readonly unknown[] = ['›x‹', 2, ['›x‹', '›y‹'], null, true];
const FOLDER = path.join(import.meta.dirname, 'texts');

/** Words that are the same in both languages: traders', exchanges', and what is typed. */
const SAME: readonly RegExp[] = [
  /^[^A-Za-z]*$/,
  /^(?:›x‹|[-–·→≈@()[\]|.:,/ <>\d%$+]|[A-Z_]{2,}|\/\w+)*$/,
  /^(?:24 h ›x‹|30m\|2h\|1d|\[n\](?: \[route\])?)$/,
  /\b(?:Code|Route|PnL|Long|Short|Stop|SL|TP|Limit|Funding|Index|Chart|Mark|Trader|Desk|Order|Test|Liq|Liquidation|Trailing|Break-even|Position|Signal|Alarm|Exposure|flat|isolated|cross|Chat|ID|unbekannt|Reduce-only|Take-Profit|Telegram|FLAT|PANIC)\b/i,
];

interface Found {
  readonly where: string;
  readonly texts: Readonly<Record<Language, string>>;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a text says of the first thing that it takes; `null`: it takes none of those. */
function say(text: unknown, told: unknown): string | null {
  if (typeof text === 'string') return text;
  if (Array.isArray(text)) return text.join('\n');
  if (typeof text !== 'function') return null;
  try {
    const said: unknown = text(...Array.from({ length: 5 }, () => told));
    return typeof said === 'string' && !said.includes('undefined') ? said : null;
  } catch {
    return null;
  }
}

function walk(where: string, en: unknown, de: unknown): readonly Found[] {
  if (isRecord(en) && isRecord(de)) {
    return Object.keys(de).flatMap((key) => walk(`${where}.${key}`, en[key], de[key]));
  }
  for (const told of TOLD) {
    const texts = { en: say(en, told), de: say(de, told) };
    if (texts.en !== null && texts.de !== null) return [{ where, texts: { en: texts.en, de: texts.de } }];
  }
  throw new Error(`${where} takes something else.`);
}

async function readAll(): Promise<readonly Found[]> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(
    files.map(async (file) => {
      const group: unknown = await import(pathToFileURL(path.join(FOLDER, file)).href);
      return { file, group };
    }),
  );
  return modules.flatMap(({ file, group }) =>
    Object.entries(isRecord(group) ? group : {}).flatMap(([name, texts]) =>
      isRecord(texts) && 'en' in texts && 'de' in texts ? walk(`${file} ${name}`, texts['en'], texts['de']) : [],
    ),
  );
}

describe('every text of the catalogue', () => {
  test('has no English words in German', async () => {
    const all = await readAll();
    expect(all.length).toBeGreaterThan(600);
    const found = all.flatMap(({ where, texts }) =>
      findEnglish(texts.de.replaceAll('/pnl today', '')).map((word) => `${where}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  test('differs in German, but for what traders call the same', async () => {
    const same = (await readAll())
      .filter(({ texts }) => texts.en === texts.de && !SAME.some((pattern) => pattern.test(texts.de)))
      .map(({ where, texts }) => `${where}: ${texts.de}`);
    expect(same).toEqual([]);
  });
});
