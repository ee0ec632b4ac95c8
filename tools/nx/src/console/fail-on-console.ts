import { afterEach, expect } from 'vitest';

/** A test that prints fails: libraries are silent, and noise hides what matters. */
const METHODS = ['debug', 'error', 'info', 'log', 'warn'] as const;
let printed: string[] = [];

for (const method of METHODS) {
  console[method] = (...args: readonly unknown[]) => {
    printed.push(`console.${method}: ${args.map(String).join(' ')}`);
  };
}

afterEach(() => {
  const found = printed;
  printed = [];
  expect(found).toEqual([]);
});
