import type { OrderRecord } from '../exchange/order-record.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import { optionalText, type Params } from '../operations/params.ts';
import { VenueRefusal } from '../venue-refusal.ts';

/** The plain order that `orderId`, else `origClientOrderId` names; `null` for none of this symbol. @throws {VenueRefusal} */
export function findPlainOrder({ orders }: VenueAccount, symbol: string, params: Params): OrderRecord | null {
  const orderId = optionalText(params, 'orderId');
  const clientOrderId = optionalText(params, 'origClientOrderId');
  if (orderId === undefined && clientOrderId === undefined) {
    const message = "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!";
    throw new VenueRefusal(-1102, message);
  }
  const record = orderId === undefined ? orders.byClientOrderId(clientOrderId ?? '') : orders.byOrderId(orderId);
  return record?.order.symbol === symbol ? record : null;
}

/** The conditional order that `algoId`, else `clientAlgoId` names; `null` for none. @throws {VenueRefusal} */
export function findAlgoOrder({ orders }: VenueAccount, params: Params): OrderRecord | null {
  const algoId = optionalText(params, 'algoId');
  const clientAlgoId = optionalText(params, 'clientAlgoId');
  if (algoId === undefined && clientAlgoId === undefined) {
    const message = "Param 'clientAlgoId' or 'algoId' must be sent, but both were empty/null!";
    throw new VenueRefusal(-1102, message);
  }
  return algoId === undefined ? orders.byClientAlgoId(clientAlgoId ?? '') : orders.byAlgoId(algoId);
}
