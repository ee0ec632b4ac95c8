import { ZERO } from '@perpdesk/broker-core';
import { balanceOf, type EngineState, positionOf, viewPosition } from '@perpdesk/broker-paper/engine';
import type { AccountNotice } from '../../exchange/account-step.ts';
import { accountFrame } from './account-frame.ts';
import type { Frame } from './frame.ts';
import type { RealizedTally } from './realized-tally.ts';
import type { PositionChange } from './step-moments.ts';

/** What happens to the account outside the engine. */
export function noticeFrames(notice: AccountNotice, realized: RealizedTally): readonly Frame[] {
  const { at } = notice;
  if (notice.type === 'multi-assets') {
    const ai = { j: notice.isOn };
    return [{ type: 'ACCOUNT_CONFIG_UPDATE', body: { e: 'ACCOUNT_CONFIG_UPDATE', T: at, E: at, ai } }];
  }
  const { symbol, before, after } = notice;
  const asset = after.rules.instruments.get(symbol)?.settleAsset;
  const positions = movedPositions(before, after);
  if (asset === undefined || positions.length === 0) return [];
  const balances = [{ asset, wallet: balanceOf(after, asset), change: ZERO }];
  return [accountFrame({ reason: 'MARGIN_TRANSFER', balances, positions, state: after, realized, at })];
}

function movedPositions(before: EngineState, after: EngineState): readonly PositionChange[] {
  return after.positions.flatMap((held): readonly PositionChange[] => {
    const { symbol, positionSide } = held;
    if (positionOf(before, symbol, positionSide) === held) return [];
    return [{ symbol, positionSide, position: viewPosition(after, held) }];
  });
}
