import { VenueRefusal } from '../../venue-refusal.ts';
import type { AccountOperation } from '../operation.ts';

export const startUserStream: AccountOperation = {
  name: 'POST /fapi/v1/listenKey',
  security: 'key',
  weight: 1,
  run: ({ listenKeys }, account) => ({ listenKey: listenKeys.start(account) }),
};

export const renewUserStream: AccountOperation = {
  name: 'PUT /fapi/v1/listenKey',
  security: 'key',
  weight: 1,
  run({ listenKeys }, account) {
    const listenKey = listenKeys.renew(account);
    if (listenKey === null) throw new VenueRefusal(-1125, 'This listenKey does not exist.');
    return { listenKey };
  },
};

export const endUserStream: AccountOperation = {
  name: 'DELETE /fapi/v1/listenKey',
  security: 'key',
  weight: 1,
  run({ listenKeys }, account) {
    listenKeys.end(account);
    return {};
  },
};
