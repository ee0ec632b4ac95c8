import { COMMANDS } from '../../chat/commands/registry.ts';
import { commandHelpCard, helpCard, startCard, whoamiCard } from '../help-card.ts';
import { account, type Samples } from './sample.test.fixture.ts';

export const HELP_SAMPLES: Samples = {
  helpCard: { all: (speech) => helpCard(speech, COMMANDS) },
  commandHelpCard: Object.fromEntries(
    COMMANDS.map((command) => [`/${command.name}`, (speech) => commandHelpCard(speech, command)]),
  ),
  startCard: {
    'an owner': (speech) => startCard(speech, { id: '1', role: 'owner', brokers: null }, [account()]),
    'a viewer of nothing': (speech) => startCard(speech, { id: '1', role: 'viewer', brokers: [] }, []),
  },
  whoamiCard: {
    'a stranger': (speech) => whoamiCard(speech, '7', { chatId: '-1005', topic: null }, 'none'),
    'a trader in a topic': (speech) => whoamiCard(speech, '7', { chatId: '-1005', topic: 3 }, 'trader'),
  },
};
