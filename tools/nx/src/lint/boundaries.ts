import { basename, dirname, relative, resolve } from 'node:path';
import { findProject, findProjectNamed } from './find-project.ts';
import { mayImport } from './layers.ts';
import type { Node, Rule, Visitor } from './rule.ts';

const PACKAGE_NAME = /^(?:@[^/]+\/)?[^/]+/;

/** Dependencies between projects point down only, and go through a package's name. */
export const boundaries: Rule = {
  create(context) {
    const from = findProject(context.filename);
    if (!from) return {};
    const isTest = basename(context.filename).includes('.test.');
    const check = (source: Node | null | undefined) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const specifier = source.value;
      const report = (message: string) => context.report({ node: source, message });
      if (specifier.startsWith('.')) {
        const target = resolve(dirname(context.filename), specifier);
        if (relative(from.root, target).startsWith('..')) {
          report(`${specifier} leaves ${from.name}. Import the other package by its name.`);
        }
        return;
      }
      const to = findProjectNamed(context.filename, PACKAGE_NAME.exec(specifier)?.[0] ?? '');
      if (to && !mayImport(from, to, specifier, { isTest })) {
        report(`${from.name} (${from.tags.join(', ')}) may not import ${specifier} (${to.tags.join(', ')}).`);
      }
    };
    const visitor: Visitor = {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
      CallExpression(node) {
        const [argument] = node.arguments;
        const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require';
        if (isRequire && argument?.type === 'Literal') check(argument);
      },
    };
    return visitor;
  },
};
