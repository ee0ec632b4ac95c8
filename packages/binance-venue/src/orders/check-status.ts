import type { ListedSymbol } from '../exchange/listed-symbol.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import { VenueRefusal } from '../venue-refusal.ts';

/** Whether account and symbol may trade at all. @throws {VenueRefusal} */
export function checkStatus({ canTrade }: VenueAccount, { status }: ListedSymbol): void {
  if (!canTrade) throw new VenueRefusal(-4088, 'User can not place order currently');
  if (status === 'SETTLING') throw new VenueRefusal(-4141, 'Symbol is closed');
  if (status === 'BREAK') throw new VenueRefusal(-4140, 'Invalid symbol status for opening position');
}
