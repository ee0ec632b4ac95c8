import { type Decimal, decimal } from '@perpdesk/broker-core';
import { isOfPerson } from '../define-route.ts';
import { stopOf } from '../plan/stop-of.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { ProtectPolicy, TargetPolicy } from '../route.ts';
import type { WishPrice } from '../wish.ts';
import type { ProtectState } from './protect-state.ts';

/** What is to stand for what a stream owns: by hand, else as its alert says, else as its route does. */
export interface ProtectTerms {
  readonly stop: WishPrice | null;
  readonly triggerBy: 'mark' | 'last';
  /** The stop stands at the average entry price, or nearer to the market. */
  readonly isEven: boolean;
  readonly targets: readonly TargetOfTerms[];
  /** The last target takes what the others leave, whatever its share. */
  readonly takesRest: boolean;
  readonly trailing: TrailingTerms | null;
}

export interface TargetOfTerms extends TargetPolicy {
  /** Base asset, in place of a share. */
  readonly quantity?: Decimal | null;
}

export interface TrailingTerms {
  /** From where it trails; `null`: at once. */
  readonly activation: WishPrice | null;
  /** Percent of the best price. */
  readonly callback: Decimal;
}

export function protectTermsOf(policy: ProtectPolicy, stream: string, state: ProtectState): ProtectTerms {
  const { hand, asked } = state;
  const isHand = hand !== null && hand.takeProfits !== null;
  const alerted = asked?.takeProfits ?? [];
  return {
    ...stopTerms(policy, state),
    targets: isHand ? handTargets(hand.takeProfits) : alerted.length > 0 ? alerted : policy.takeProfits,
    takesRest: !isHand && !isOfPerson(routeIdOf(stream)),
    trailing: trailingTerms(policy, state),
  };
}

/** A person's stop is as it was set: no target moves it. */
function stopTerms(policy: ProtectPolicy, state: ProtectState): Pick<ProtectTerms, 'stop' | 'triggerBy' | 'isEven'> {
  const byHand = state.hand?.stopLoss ?? null;
  if (byHand === null) {
    return {
      stop: stopOf(policy, state.asked),
      triggerBy: policy.stopLoss?.triggerBy ?? 'mark',
      isEven: isBrokenEven(policy, state),
    };
  }
  return { stop: byHand === 'off' ? null : priceLevel(byHand), triggerBy: 'mark', isEven: false };
}

/** As many targets have filled in the position as the route waits for before its stop stands at the entry. */
export function isBrokenEven(
  { breakEvenAfter }: Pick<ProtectPolicy, 'breakEvenAfter'>,
  { done, isEven }: Pick<ProtectState, 'done' | 'isEven'>,
): boolean {
  return breakEvenAfter !== null && (isEven || Math.max(-1, ...done) + 1 >= breakEvenAfter);
}

function handTargets(targets: NonNullable<ProtectState['hand']>['takeProfits']): readonly TargetOfTerms[] {
  if (targets === null || targets === 'off') return [];
  return targets.map(({ price, share, quantity }) => ({
    at: priceLevel(price),
    share: share === null ? null : decimal(share),
    quantity: quantity === undefined ? null : decimal(quantity),
  }));
}

function trailingTerms({ trailing }: ProtectPolicy, { hand }: ProtectState): TrailingTerms | null {
  const byHand = hand?.trailing ?? null;
  if (byHand === 'off') return null;
  if (byHand !== null) {
    const activation = byHand.activation === null ? null : priceLevel(byHand.activation);
    return { activation, callback: decimal(byHand.callback) };
  }
  if (trailing === null) return null;
  const { activatePercent, callbackPercent } = trailing;
  return {
    activation: activatePercent === null ? null : { basis: 'percent', percent: activatePercent },
    callback: callbackPercent,
  };
}

function priceLevel(price: string): WishPrice {
  return { basis: 'price', price: decimal(price) };
}
