import { propertyName } from './property-name.ts';
import type { Node, Rule } from './rule.ts';

/** Globals that are not to be named at all. */
const GLOBALS = new Set(['console', 'performance', 'process', 'setImmediate', 'setInterval', 'setTimeout']);
/** Members of globals that read the clock or draw at random. */
const MEMBERS = new Set(['Date.now', 'Math.random', 'crypto.randomUUID', 'crypto.getRandomValues']);
const PARENTS = new Set(['Date', 'Math', 'crypto']);
/** The same by import; an empty list stands for the whole module. */
const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  process: [],
  console: [],
  timers: [],
  'timers/promises': [],
  perf_hooks: [],
  crypto: ['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues', 'webcrypto'],
};
const REMEDY = 'Take a Clock, a random source, a Logger or a value as an option.';

/** Time, chance, environment and output come in as options: only what wires a program reads them raw. */
export const noAmbient: Rule = {
  create(context) {
    const report = (node: Pick<Node, 'range' | 'start' | 'end'>, name: string) =>
      context.report({ node, message: `${name} is ambient. ${REMEDY}` });
    const checkModule = (
      source: Pick<Node, 'range' | 'start' | 'end'> & { value: string },
      names: readonly string[],
    ) => {
      const banned = IMPORTS[source.value.replace(/^node:/, '')];
      if (banned?.length === 0) report(source, source.value);
      for (const name of names) if (banned?.includes(name)) report(source, name);
    };
    return {
      Program() {
        const [globalScope] = context.sourceCode.scopeManager.scopes;
        for (const { identifier } of globalScope?.through ?? []) {
          if (GLOBALS.has(identifier.name)) report(identifier, identifier.name);
        }
      },
      MemberExpression(node) {
        if (node.object.type !== 'Identifier') return;
        const property = propertyName(node) ?? '';
        const name = `${node.object.name}.${property}`;
        const isGlobal = node.object.name === 'globalThis' && (GLOBALS.has(property) || PARENTS.has(property));
        if (isGlobal || MEMBERS.has(name)) report(node, name);
      },
      NewExpression(node) {
        if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date') return;
        if (node.arguments.length === 0) report(node, 'new Date() without an argument');
      },
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date') report(node, 'Date()');
      },
      ImportDeclaration(node) {
        const named = node.specifiers.filter((specifier) => specifier.type === 'ImportSpecifier');
        checkModule(
          node.source,
          named.map(({ imported }) => (imported.type === 'Identifier' ? imported.name : imported.value)),
        );
      },
      ExportNamedDeclaration(node) {
        if (!node.source) return;
        const names = node.specifiers.map(({ local }) => (local.type === 'Literal' ? local.value : local.name));
        checkModule(node.source, names);
      },
    };
  },
};
