import type { Instrument } from '@perpdesk/broker-core';
import { parseConfirmCommand, type ConfirmCommand } from './confirm-command.ts';
import type { DeskContext } from './desk-context.ts';
import { readOutcome, type SignalOutcome } from './signal-outcome.ts';

/** What a card was for: an order, or a change of something. */
export type CardKind = 'order' | 'protect' | 'setting' | 'cancel' | 'settle';

/** `null`: a card that carries out no signal. */
export function cardKindOf(command: ConfirmCommand | null): CardKind | null {
  switch (command?.type) {
    case 'open':
    case 'close':
    case 'reverse':
    case 'ask':
      return 'order';
    case 'protect':
    case 'setting':
    case 'cancel':
    case 'settle':
      return command.type;
    case 'approve':
      return cardKindOf(command.command);
    default:
      return null;
  }
}

/** What a card that was carried out became of. */
export interface CardTruth {
  readonly signalId: string;
  readonly kind: CardKind;
  readonly outcome: SignalOutcome;
  readonly scale: Instrument | null;
  /** Whose orders they are. */
  readonly brokerIds: readonly string[];
}

/** `null`: it carried out no signal, or none that the journal still has. */
export async function readTruth(
  { journal, manager }: Pick<DeskContext, 'journal' | 'manager'>,
  nonce: string,
): Promise<CardTruth | null> {
  const row = await journal.getConfirm(nonce);
  if (row?.state !== 'done' || row.result === null) return null;
  const { payload, result: signalId, brokerId } = row;
  const command = parseConfirmCommand(payload);
  const inner = command?.type === 'approve' ? command.command : command;
  if (inner?.type === 'ask') return readAskTruth({ journal, manager }, signalId);
  const kind = cardKindOf(command);
  const outcome = kind === null ? null : await readOutcome(journal, signalId);
  if (kind === null || outcome === null) return null;
  const symbol = inner !== null && 'symbol' in inner ? inner.symbol : null;
  const isKnown = symbol !== null && manager.ids.includes(brokerId);
  const scale = isKnown ? manager.view(brokerId).instrument(symbol) : null;
  return { signalId, kind, outcome, scale, brokerIds: brokerId === '' ? [] : [brokerId] };
}

/** What became of an alert that a person was asked about; `null`: the journal has none of that id. */
export async function readAskTruth(
  { journal, manager }: Pick<DeskContext, 'journal' | 'manager'>,
  signalId: string,
): Promise<CardTruth | null> {
  const [outcome, intents] = await Promise.all([
    readOutcome(journal, signalId),
    journal.listIntents({ signalIds: [signalId] }),
  ]);
  if (outcome === null) return null;
  const [intent] = intents;
  const isKnown = intent !== undefined && manager.ids.includes(intent.brokerId);
  const scale = isKnown ? manager.view(intent.brokerId).instrument(intent.symbol) : null;
  const brokerIds = [...new Set(intents.map((one) => one.brokerId))];
  return { signalId, kind: 'order', outcome, scale, brokerIds };
}
