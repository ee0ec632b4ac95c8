export interface ParsedCommand {
  /** Lower case, without the slash. */
  readonly name: string;
  /** What follows, trimmed. */
  readonly text: string;
  /** It names this bot, so that it is meant for it in a group too. */
  readonly isAddressed: boolean;
}

const COMMAND = /^\/([a-z0-9_]{1,32})(?:@([a-z0-9_]{1,64}))?(?:\s+([\s\S]*))?$/i;

/** Reads a command in any letter case (phones capitalise); `null` for other text and for another bot's command. */
export function parseCommand(text: string, botName: string): ParsedCommand | null {
  const [, name, bot, rest] = COMMAND.exec(text) ?? [];
  if (name === undefined) return null;
  if (bot !== undefined && bot.toLowerCase() !== botName.toLowerCase()) return null;
  return { name: name.toLowerCase(), text: (rest ?? '').trim(), isAddressed: bot !== undefined };
}
