import { type Decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { AskedLeg } from '../asks/ask-notice.ts';
import { legFace } from '../asks/leg-face.ts';
import type { Writer } from '../book/writer.ts';
import { formatLegPlan } from '../evidence/format-leg-plan.ts';
import { leverageOfEntry } from '../execute/wanted-leverage.ts';
import { draftIntent } from '../lanes/insert-intent.ts';
import type { Run } from '../run.ts';
import type { WishSignal } from '../wish.ts';
import { planWishEntry } from '../wishes/plan-wish-entry.ts';
import { planWishExit } from '../wishes/plan-wish-exit.ts';
import { type Closed, wishInput } from '../wishes/wish-input.ts';
import { wishIntent } from '../wishes/wish-intent.ts';
import { legsOf } from '../wishes/wish-legs.ts';
import { type DryLedger, entriesAfter } from './dry-ledger.ts';
import type { DryAccount } from './dry-notice.ts';
import { type DryOrigin, type DryPlan, recordDry, wouldDo, tellAccount } from './dry-plan.ts';
import { sentence } from '../sentences/sentence.ts';

interface Standing {
  readonly ledger: DryLedger;
  /** Base asset, signed: moved by the legs before. */
  readonly moved: Decimal;
  readonly closed: Closed | null;
}

/**
 * Plans an alert's wishes on one account by its real state, each from where the one before it would end; nothing is sent.
 *
 * @param isLate It only closes.
 */
export function planDryWishes(run: Run, w: Writer, origin: DryOrigin, signal: WishSignal, isLate = false): DryPlan {
  let standing: Standing = { ledger: origin.ledger, moved: ZERO, closed: null };
  const legs: AskedLeg[] = [];
  let refusal: DryAccount['refusal'] = null;
  for (const [index, wish] of signal.wishes.entries()) {
    standing = { ...standing, closed: null };
    for (const leg of legsOf(wish, { owned: standing.ledger.owned, entering: new Set() })) {
      if (isLate && leg.kind === 'increase') continue;
      const { brokerId, sequence, code } = origin;
      const place = { brokerId, leg, index, order: 0, sequence, code };
      const row = draftIntent(run, w, wishIntent(run, signal, place));
      const after = planLeg(run, row, index, { standing, origin });
      if (after.type === 'leg') {
        recordDry(w, after.row, { plan: after.plan, code: origin.record, detail: wouldDo(after.row) });
        legs.push(legFace(run, after.row, signal, { quantity: after.quantity, detail: null }));
        ({ standing } = after);
        continue;
      }
      // the exit of a turn has nothing to close as a rule
      if (leg.kind === 'reduce' && after.refusal.code === 'nothing-owned' && wish.type === 'hold') continue;
      recordDry(w, row, { plan: after.plan, code: after.refusal.code ?? origin.record, detail: after.refusal.detail });
      refusal = after.refusal;
    }
  }
  const nothing = legs.length === 0 ? { code: null, detail: sentence('asks-nothing') } : null;
  const told = tellAccount(run, w, origin, signal, { legs, refusal: refusal ?? nothing });
  return { ledger: standing.ledger, told };
}

/** `plan`: what it was planned from, for the record. */
type Outcome = { readonly plan: string } & (
  | { readonly type: 'leg'; readonly row: IntentRow; readonly quantity: Decimal; readonly standing: Standing }
  | { readonly type: 'none'; readonly refusal: NonNullable<DryAccount['refusal']> }
);

function planLeg(
  run: Run,
  row: IntentRow,
  index: number,
  { standing: { ledger, moved, closed }, origin }: { readonly standing: Standing; readonly origin: DryOrigin },
): Outcome {
  const isExit = row.kind === 'reduce';
  const known = wishInput(run, row, closed);
  const position = origin.isSimulated ? ledger.owned : known.account.position.plus(moved);
  const input = {
    ...known,
    ledger: { ...ledger, entering: ZERO, taken: ZERO },
    account: {
      ...known.account,
      position,
      // the day is read, and the alert's leverage set, before a real order goes
      ...(isExit ? {} : { dailyPnl: known.account.dailyPnl ?? ZERO, leverage: leverageOfEntry(run, row) }),
    },
  };
  const out = isExit ? planWishExit(input) : planWishEntry(input);
  const plan = formatLegPlan({ type: 'wish', input, index, isExit, out }, run.now(), null);
  if (!out.ok) return { type: 'none', plan, refusal: { code: out.code, detail: out.detail } };
  if (out.leg === null) {
    return { type: 'none', plan, refusal: { code: null, detail: out.remark ?? sentence('nothing-left') } };
  }
  const { side, positionSide, quantity } = out.leg;
  const change = side === 'buy' ? quantity : quantity.negated();
  const owned = ledger.owned.plus(change);
  const unit = isExit ? ledger.unit : out.unit;
  return {
    type: 'leg',
    plan,
    row: { ...row, side, positionSide, quantity: formatDecimal(quantity) },
    quantity,
    standing: {
      ledger: {
        owned,
        unit: owned.isZero() ? null : unit,
        state: owned.isZero() ? 'flat' : 'in',
        entries: entriesAfter(ledger, owned),
      },
      moved: moved.plus(change),
      closed: isExit ? { taken: quantity, asked: out.asked } : closed,
    },
  };
}
