import { COMMANDS } from '../../chat/commands/registry.ts';
import { HELP_TOPICS, TOPIC_NAMES } from '../../chat/help-topics.ts';
import { commandHelpCard, helpCard, startCard, topicCard, whoamiCard } from '../help-card.ts';
import { account, type Samples } from './sample.test.fixture.ts';

export const HELP_SAMPLES: Samples = {
  helpCard: {
    all: (speech) =>
      helpCard(
        speech,
        TOPIC_NAMES.map((topic) => ({ topic, entries: HELP_TOPICS[topic].map((name) => ({ name })) })),
      ),
  },
  topicCard: Object.fromEntries(
    TOPIC_NAMES.map((topic) => [
      topic,
      (speech) =>
        topicCard(
          speech,
          topic,
          HELP_TOPICS[topic].flatMap((name) => COMMANDS.find((command) => command.name === name) ?? []),
        ),
    ]),
  ),
  commandHelpCard: Object.fromEntries(
    COMMANDS.map((command) => [`/${command.name}`, (speech) => commandHelpCard(speech, command)]),
  ),
  startCard: {
    'an owner': (speech) => startCard(speech, { id: '1', role: 'owner', brokers: null }, [account()], true),
    'a viewer of nothing': (speech) => startCard(speech, { id: '1', role: 'viewer', brokers: [] }, [], false),
  },
  whoamiCard: {
    'a stranger': (speech) => whoamiCard(speech, '7', { chatId: '-1005', topic: null }, 'none'),
    'a trader in a topic': (speech) => whoamiCard(speech, '7', { chatId: '-1005', topic: 3 }, 'trader'),
  },
};
