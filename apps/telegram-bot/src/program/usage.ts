const ALL = `Usage: perpdesk [start | check] [--config FILE]
       perpdesk signals list | show | replay | lint …
       perpdesk journal export | backup | check …
       perpdesk recover [--days N] [--strategy NAME,…] [--write]
       perpdesk init [--broker paper|binance] [--environment demo|live] [--symbols A,B] [--owner ID] [--out FILE] [--yes]
       perpdesk totp [LABEL]

  start     run the desk (default); without a configuration the embedded one
  init      write a first perpdesk.yaml and the files of its secrets; asks in a terminal for what is not said,
            with --yes nothing; what is there is not written over
  check     read the configuration, look at the accounts and the bot, change nothing
  signals   read what came in and what became of it, replay it, lint an alert’s message
  journal   export, back up or check what is stored
  recover   tell from the exchange alone what each strategy owns, where the journal is lost or old;
            with --write, while the desk is stopped, put it into the journal and pause the desk
  totp      make a secret for a person’s authenticator app, and print it

Without --config a perpdesk.yaml in the working directory is used.
perpdesk signals --help and perpdesk journal --help tell their options.`;

const SOURCE = `Each reads the journal of the configuration, also while the desk runs, and changes nothing.
  --config FILE    instead of perpdesk.yaml in the working directory
  --journal URL    sqlite:FILE or postgres://…, and no configuration is read`;

const SIGNALS = `Usage: perpdesk signals list [--route ROUTE] [--state STATE] [--since WHEN] [--limit N] [--json]
       perpdesk signals show ID [--json]
       perpdesk signals replay ID | FROM..TO --dry-run [--json]
       perpdesk signals lint FILE [--route ROUTE [--config FILE]]
       perpdesk signals lint FILE [--mode MODE] [--dialect DIALECT] [--per-fire-id]

  list     the newest signals, newest first (20)
  show     all about one: body, plan and what was known, orders, fills, messages, ms of each step
  replay   read and plan what is stored again by the configuration of now, and tell what differs;
           a range goes from one id to another. Ends with 1 where something differs
  lint     explain what is wrong with the message of a TradingView alert, as the route reads it

  --state STATE    accepted, refused, held, planned or done
  --since WHEN     30m, 12h, 7d, or a time such as 2026-11-22T07:00Z
  --json           for programs

${SOURCE} (replay needs one)`;

const JOURNAL = `Usage: perpdesk journal export [--format jsonl | csv] [--table TABLE] [--out FILE]
       perpdesk journal backup FILE
       perpdesk journal check [--json]

  export   all rows as lines of JSON, or one table as CSV; to the terminal, or to a new file
  backup   copy a journal in a file while the desk runs; the copy is a journal
  check    look for damage, rows that belong to nothing, a broken audit chain. Ends with 1 at a finding

${SOURCE}`;

export const USAGES = { all: ALL, signals: SIGNALS, journal: JOURNAL } as const;

/** Where the words that were not understood are explained. */
export function helpFor([first]: readonly string[]): string {
  return `See perpdesk ${first === 'signals' || first === 'journal' ? `${first} ` : ''}--help.`;
}
