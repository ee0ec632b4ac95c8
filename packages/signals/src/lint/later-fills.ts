/** A later fill of the strategy whose entry the samples are, with what TradingView fills in otherwise then. */
export interface LaterFill {
  /** As a finding names it. */
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Texts of the script's author say most often what the order does. */
const SELL = {
  'strategy.order.action': 'sell',
  'strategy.order.id': 'sell',
  'strategy.order.comment': 'sell',
  'strategy.order.alert_message': 'sell',
  'strategy.prev_market_position': 'long',
  'strategy.prev_market_position_size': '0.5',
};

/** Sizes that all differ, so that one in another's place shows. */
export const LATER_FILLS: readonly LaterFill[] = [
  {
    name: 'exits',
    values: {
      ...SELL,
      'strategy.order.contracts': '0.5',
      'strategy.position_size': '0',
      'strategy.market_position': 'flat',
      'strategy.market_position_size': '0',
    },
  },
  {
    name: 'partial exits',
    values: {
      ...SELL,
      'strategy.order.contracts': '0.2',
      'strategy.position_size': '0.3',
      'strategy.market_position': 'long',
      'strategy.market_position_size': '0.3',
    },
  },
  {
    name: 'reversals',
    values: {
      ...SELL,
      'strategy.order.contracts': '0.9',
      'strategy.position_size': '-0.4',
      'strategy.market_position': 'short',
      'strategy.market_position_size': '0.4',
    },
  },
];
