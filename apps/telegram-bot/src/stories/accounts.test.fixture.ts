import type { PaperAccount } from '../testing/paper-bench.ts';

export const HEDGE: readonly PaperAccount[] = [{ id: 'main', positionMode: 'hedge' }];
export const TWO: readonly PaperAccount[] = [{ id: 'main' }, { id: 'alt', positionMode: 'hedge' }];
