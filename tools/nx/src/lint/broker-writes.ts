import { propertyName } from './property-name.ts';
import type { Node, Rule } from './rule.ts';

const WRITES = new Set(['placeOrder', 'placeOrders', 'amendOrder', 'cancelOrder', 'cancelAllOrders']);
/** Others have fields of these names too: only their call is a write. */
const CALLS = new Set(['closePosition', 'closeAllPositions', 'syncPosition']);

/** One piece of code sends orders, so that every order is marked in the journal before it is sent. */
export const brokerWrites: Rule = {
  create(context) {
    const report = (node: Pick<Node, 'range' | 'start' | 'end'>, name: string) =>
      context.report({ node, message: `${name} is used by signals/execute alone. Make it a signal or an intent.` });
    return {
      MemberExpression(node) {
        const name = propertyName(node);
        if (name !== null && WRITES.has(name)) report(node.property, name);
      },
      CallExpression({ callee }) {
        const name = callee.type === 'MemberExpression' ? propertyName(callee) : null;
        if (callee.type === 'MemberExpression' && name !== null && CALLS.has(name)) report(callee.property, name);
      },
      ObjectPattern({ properties }) {
        for (const property of properties) {
          if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
          if (WRITES.has(property.key.name)) report(property, property.key.name);
        }
      },
    };
  },
};
