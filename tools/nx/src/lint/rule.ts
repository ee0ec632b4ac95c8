import type { RuleTester } from 'oxlint/plugins-dev';

/** oxlint's own types of a rule; it exports them only through its tester. */
export type Rule = Parameters<RuleTester['run']>[1];
type Create = NonNullable<Rule['create']>;
export type Context = Parameters<Create>[0];
export type Visitor = ReturnType<Create>;
export type Node = Parameters<NonNullable<Visitor['CallExpression']>>[0]['callee'];
