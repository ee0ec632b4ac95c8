/** Words that no German sentence has; names, symbols and order types of an exchange are no words. */
const WORDS =
  'the|is|are|were|be|been|and|or|not|no|none|of|to|at|by|it|its|with|without|from|for|this|that|there|you|your|what|which|would|may|can|cannot|has|have|had|on|up|as|but|if|then|than|only|until|since|ago|after|before|again|any|each|other|first|last|next|now|yet|already|nothing|price|entry|entries|close|closed|closes|open|opened|placed|skipped|expired|sent|fee|free|equity|account|accounts|size|quantity|amount|order|orders|position|positions|refused|rejected|filled|bought|sold|read|write|time|day|today|please|look|checking|known|unknown|missing|wrong|out|left|right|leverage|trail|alert|alerts|strategy|fees|balance|user|role|by|still|ago|every|some';
const ENGLISH = new RegExp(`(?<![\\w/@.-])(?:${WORDS})(?![\\w.|-])`, 'g');

/** English words in a text that should be German. Commands (`/close`) and words with a capital (Order) are none. */
export function findEnglish(text: string): readonly string[] {
  return text.match(ENGLISH) ?? [];
}
