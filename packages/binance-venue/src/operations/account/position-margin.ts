import { ZERO } from '@perpdesk/broker-core';
import { positionOf, viewBalance, viewPosition } from '@perpdesk/broker-paper/engine';
import { readPositionSide } from '../../orders/read-direction.ts';
import { rawNumber } from '../../to-json.ts';
import { VenueRefusal } from '../../venue-refusal.ts';
import type { AccountOperation } from '../operation.ts';
import { listedSymbol, malformed, requiredNumber, word } from '../params.ts';

/** Adds margin to an isolated position (`type` 1) or takes some of it back (`type` 2). */
export const positionMargin: AccountOperation = {
  name: 'POST /fapi/v1/positionMargin',
  security: 'signed',
  weight: 1,
  isMatched: true,
  run(exchange, account, params) {
    const { symbol, settleAsset } = listedSymbol(exchange, params).instrument;
    const positionSide = readPositionSide(account, params);
    const amount = requiredNumber(params, 'amount');
    const type = word(params, 'type', ['1', '2']);
    if (type === undefined) throw malformed('type');
    if (amount.lte(ZERO)) throw new VenueRefusal(-4055, 'Amount must be positive.');
    const { state } = account;
    const held = positionOf(state, symbol, positionSide);
    const position = held && viewPosition(state, held);
    if (!held || !position) throw new VenueRefusal(-4054, 'Cannot add position margin: position is 0.');
    if (held.marginType !== 'isolated') {
      throw new VenueRefusal(-4049, 'Add margin only support for isolated position.');
    }
    if (type === '1' && amount.gt(viewBalance(state, settleAsset).availableBalance)) {
      throw new VenueRefusal(-4050, 'Cross balance insufficient.');
    }
    const spare = held.isolatedMargin.plus(position.unrealizedPnl).minus(position.initialMargin);
    if (type === '2' && amount.gt(spare)) throw new VenueRefusal(-4051, 'Isolated balance insufficient.');
    account.moveMargin(symbol, positionSide, type === '1' ? amount : amount.neg());
    return {
      amount: rawNumber(amount.toFixed()),
      code: 200,
      msg: 'Successfully modify position margin.',
      type: rawNumber(type),
    };
  },
};
