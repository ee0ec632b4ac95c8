/** The kinds of updates that the desk asks for. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;
