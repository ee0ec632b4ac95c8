import { expect, test } from 'vitest';
import { createScriptedOutbox } from './scripted-outbox.test.fixture.ts';

test('what another instance delivered since it was looked at is not sent again', async () => {
  const { journal, post, sent } = await createScriptedOutbox({});
  const { listOutbox } = journal;
  // held up between its look and its mark until another one has taken over and delivered
  journal.listOutbox = async (filter) => {
    journal.listOutbox = listOutbox;
    const rows = await listOutbox(filter);
    await journal.commit(
      rows.map(({ sequence }) => ({ type: 'outbox-update', sequence, patch: { state: 'sent', messageId: 5 } })),
    );
    return rows;
  };
  await post({ target: 'desk' });
  expect(sent).toEqual([]);
  await post({ target: 'desk' });
  expect(sent).toHaveLength(1);
});
