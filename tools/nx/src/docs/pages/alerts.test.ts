import { describe, expect, test } from 'vitest';
import { lintTemplate, ROUTE_DIALECTS, ROUTE_MODES } from '@perpdesk/signals';
import { type Block, readBlocks } from './read-blocks.ts';
import { readPages } from './read-pages.ts';

const blocks = readPages().flatMap(readBlocks);
const ofLanguage = (language: string) => blocks.filter((block) => block.language === language);
const named = (found: readonly Block[]) => found.map((block) => ({ at: `${block.page}:${block.line}`, ...block }));

/** The forms, `notify` apart, in which it is an alert without a fault; with none, what each form says against it. */
function formsOf(message: string): { readonly forms: readonly string[]; readonly faults: readonly string[] } {
  const tried = ROUTE_DIALECTS.flatMap((dialect) =>
    ROUTE_MODES.filter((mode) => mode !== 'notify').map((mode) => ({
      form: `${dialect} ${mode}`,
      faults: lintTemplate(message, { dialect, mode })
        .filter(({ level }) => level === 'fault')
        .map(({ code, line, column }) => `${dialect} ${mode} ${line}:${column} ${code}`),
    })),
  );
  const forms = tried.filter(({ faults }) => faults.length === 0).map(({ form }) => form);
  return { forms, faults: forms.length > 0 ? [] : tried.flatMap(({ faults }) => faults) };
}

/** The message of a script's `alertcondition`: TradingView takes it as it stands. */
function messagesOf(pine: string): readonly string[] {
  return [...pine.matchAll(/'(\{.*\})'/g)].map(([, message = '']) => message);
}

describe('the message of an alert', () => {
  test.each(named([...ofLanguage('json'), ...ofLanguage('kv')]))('has no fault: $at', ({ text }) => {
    expect(formsOf(text).faults).toEqual([]);
  });

  test('of a script has no fault in mode direction', () => {
    for (const { at, text } of named(ofLanguage('pine'))) {
      expect({ at, text }).toMatchObject({ text: expect.stringMatching(/^\/\/@version=6\n/) });
      for (const message of messagesOf(text)) expect({ at, ...formsOf(message) }).toMatchObject({ faults: [] });
    }
  });

  test('is a faulty one where a placeholder has no quotes', () => {
    expect(formsOf('{"symbol":{{ticker}},"action":"long","firedAt":"{{timenow}}"}').faults).not.toEqual([]);
  });
});
