import { byId, h } from './dom.js';

const MAX_HEIGHT = 180;

/**
 * The line where a person writes: Enter sends, Shift+Enter breaks the line, Up recalls, `/` suggests commands.
 * `options` = { onSend(text), commands() }.
 */
export function createComposer({ onSend, commands }) {
  const input = byId('composer');
  const list = byId('suggestions');
  const menu = byId('menu');
  const sent = [];
  let recalled = -1;
  let marked = 0;

  const resize = () => {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, MAX_HEIGHT)}px`;
    byId('send').classList.toggle('ready', input.value.trim() !== '');
  };
  const matches = () => {
    const typed = /^\/(\w*)$/.exec(input.value)?.[1];
    return typed === undefined ? [] : commands().filter(({ command }) => command.startsWith(typed.toLowerCase()));
  };
  const show = (found) => {
    list.hidden = found.length === 0;
    marked = Math.max(0, Math.min(marked, found.length - 1));
    list.replaceChildren(...found.map((entry, index) => option(entry, index)));
    list.children[marked]?.scrollIntoView({ block: 'nearest' });
  };
  const option = ({ command, description }, index) =>
    h(
      'li',
      {
        role: 'option',
        class: index === marked ? 'marked' : '',
        'aria-selected': String(index === marked),
        'data-testid': 'suggestion',
        mousedown: (event) => {
          event.preventDefault();
          send(`/${command}`);
        },
      },
      h('strong', {}, `/${command}`),
      h('span', {}, description),
    );
  const set = (text) => {
    input.value = text;
    resize();
    show(matches());
    input.focus();
    input.setSelectionRange(text.length, text.length);
  };
  const send = (text) => {
    if (text.trim() === '') return;
    sent.push(text);
    recalled = -1;
    marked = 0;
    set('');
    show([]);
    onSend(text);
  };
  const recall = (step) => {
    const next = recalled === -1 ? sent.length - 1 : recalled + step;
    if (next < 0 || sent.length === 0) return;
    recalled = next >= sent.length ? -1 : next;
    set(recalled === -1 ? '' : sent[recalled]);
    show([]);
  };

  input.addEventListener('input', () => {
    marked = 0;
    recalled = -1;
    resize();
    show(matches());
  });
  input.addEventListener('blur', () => show([]));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const found = list.hidden ? [] : matches().length > 0 ? matches() : commands();
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (found.length > 0 && move !== undefined) {
      event.preventDefault();
      marked = (marked + move + found.length) % found.length;
      show(found);
    } else if (found.length > 0 && event.key === 'Tab') {
      event.preventDefault();
      set(`/${found[marked].command} `);
      show([]);
    } else if (event.key === 'Escape') {
      show([]);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      const picked = found.length > 0 && input.value !== `/${found[marked].command}` ? `/${found[marked].command}` : input.value;
      send(picked);
    } else if (event.key === 'ArrowUp' && (input.value === '' || recalled !== -1)) {
      event.preventDefault();
      recall(-1);
    } else if (event.key === 'ArrowDown' && recalled !== -1) {
      event.preventDefault();
      recall(1);
    }
  });
  byId('composer-form').addEventListener('submit', (event) => {
    event.preventDefault();
    send(input.value);
  });
  menu.addEventListener('mousedown', (event) => event.preventDefault());
  menu.addEventListener('click', () => {
    input.focus();
    marked = 0;
    show(list.hidden ? commands() : []);
  });

  return {
    focus: () => input.focus(),
    /** Puts a text back that could not be sent, unless something new is being written. */
    restore(text) {
      if (input.value === '') set(text);
    },
    /** Shows the menu button where the bot has commands; locks the line where nobody may write. */
    refresh(isLocked) {
      menu.hidden = commands().length === 0;
      input.disabled = isLocked;
      byId('send').disabled = isLocked;
      input.placeholder = isLocked ? 'Only the channel writes here' : 'Write a message…';
    },
  };
}
