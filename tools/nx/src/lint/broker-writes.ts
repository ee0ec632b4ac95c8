import { propertyName } from './property-name.ts';
import type { Node, Rule } from './rule.ts';

const WRITES = new Set(['placeOrder', 'placeOrders', 'amendOrder', 'cancelOrder', 'cancelAllOrders']);
/** An order has a field of this name too: only its call is a write. */
const CLOSE = 'closePosition';

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
        if (callee.type === 'MemberExpression' && propertyName(callee) === CLOSE) report(callee.property, CLOSE);
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
