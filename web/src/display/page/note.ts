/** A calm full-screen note in place of the screen: one sentence on what it is, one on what to do. */
export interface Note {
  title: string;
  text: string;
}

export const NOTES = {
  ended: {
    title: 'This link has ended',
    text: 'Ask the race operator for a new display link.',
  },
  unknown: {
    title: 'There is no such link',
    text: 'Check the eight characters after /display/ in the address.',
  },
} as const satisfies Record<string, Note>;

export function showNote(host: HTMLElement, note: Note): void {
  const document = host.ownerDocument;
  const title = document.createElement('h1');
  const text = document.createElement('p');
  title.textContent = note.title;
  text.textContent = note.text;
  host.removeAttribute('style');
  host.className = 'note';
  host.replaceChildren(title, text);
  document.title = note.title;
}
