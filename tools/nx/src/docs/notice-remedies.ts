import type { NotifyType } from '@perpdesk/broker-config';

/** What a person does when the chat says it; `null`: it is there to be read. */
export const NOTICE_REMEDIES: Readonly<Record<NotifyType, string | null>> = {
  'signal.received': null,
  'signal.remarked': null,
  'signal.ended': null,
  'signal.rejected': 'Its code stands above.',
  'signal.asks': 'Tap Place or Skip within its time.',
  'signal.answered': null,
  'signal.dry': null,
  'signal.noted': null,
  'signal.held':
    'An alert before it is missing: look at the alert log in TradingView. It goes on when that one comes, or once the strategy is flat.',
  'signal.rejoined': null,
  'signal.adopted':
    'One alert was lost on its way. If it happens again, look at your proxy’s log and at `signal.silent`.',
  'signal.silent':
    'See in TradingView whether the alert has stopped: it ends at its date, and after 15 fires in three minutes.',
  'signal.resumed': null,
  'order.filled': null,
  'order.partially-filled': null,
  'order.resting': null,
  'order.rejected': 'The exchange’s words stand in it, the codes in [errors.md](errors.md).',
  'order.unknown':
    'Wait: it is looked up until it is proven, and `order.resolved` follows. Do not send it again by hand.',
  'order.resolved': null,
  'order.expired': null,
  'order.canceled': null,
  'order.stuck': 'The position is being closed; look at the exchange.',
  'order.stray':
    'An order with an id of ours that this journal does not know: another desk on the same account, or an older journal. Look at the exchange.',
  'orders.canceled': null,
  'order.settled': null,
  'position.closed': null,
  'position.card': null,
  'position.unowned': 'The alert closes what the desk did not open: it is left. `/close` takes it.',
  'position.unprotected': 'Set a stop (`/sl`), or close (`/close`).',
  'stop.placed': null,
  'stop.moved': null,
  'stop.replace-failed': 'The old stop stands, and it is tried again after 30 s.',
  'stop.failed': 'The position is being closed. See on `/positions` that it is gone.',
  'targets.merged': null,
  'protection.set': null,
  'account.drift':
    'Somebody traded by hand, or the exchange liquidated. `onDrift` says what becomes of it; with `halt` entries wait for `/resume`.',
  'broker.connected': null,
  'broker.disconnected': 'Stops stand at the exchange. It, or `/accounts`, says why; it is tried again by itself.',
  'setting.changed': null,
  'risk.warning': 'Reduce, or add margin at the exchange.',
  'risk.eased': null,
  'summary.daily': null,
  'summary.weekly': null,
  'route.sender':
    'Not TradingView’s and not yours: replace the token, `token: new` alone: with `[new, old]` the old one still opens the route.',
  'panic.started': null,
  'panic.finished': 'If something is left, close it at the exchange. Entries stay blocked until `/resume`.',
  'route.switched': null,
  'desk.paused': null,
  'desk.resumed': null,
  'desk.started': null,
  'desk.away': null,
  'desk.fault': 'Report it; one signal, order or stop was left out and is named. Look after that position yourself.',
  'journal.unwritable': 'Make room, or mend the database: no entry begins until then.',
  'journal.writable': null,
  'chat.dead': 'Let the bot into that chat again, or take the chat out of the file.',
  'chat.conflict':
    'Another program uses this bot’s token: stop it. If there is none of yours, revoke the token with @BotFather.',
  'config.changed': null,
  'config.keys':
    'Where they are not taken: mend them in the file, or take them back; until then the ones before go on.',
  'config.refused': 'Mend the file at the line that it names; until then the desk goes on with the one it has.',
  'access.locked':
    'If it was not you, somebody has your phone or your chat: take the person out (`/revoke`, or the file).',
  'access.denied': 'If you know the person, `/grant`; else nothing.',
};
