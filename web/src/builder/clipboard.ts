import { copyText, pasteText } from '@project88/core/displays/edit/copying.ts';
import { deleteBlocks } from '@project88/core/displays/edit/layers.ts';
import { newId } from './newId.ts';
import { type Builder, placeOf } from './store/builder.ts';

const TYPES_TEXT = 'input, textarea, select, [contenteditable="true"]';

/**
 * Copy, cut and paste by the browser's own events: they work without a secure context, also between templates and windows.
 * Returns the function that ends it.
 */
export function listenToClipboard(builder: Builder): () => void {
  function copy(event: ClipboardEvent): void {
    const { selection, document, ...state } = builder.store.getState();
    if (isElsewhere(event) || selection.length === 0) return;
    event.clipboardData?.setData('text/plain', copyText(document, placeOf(state), selection));
    event.preventDefault();
    if (event.type !== 'cut') return;
    builder.apply((before) => deleteBlocks(before, placeOf(state), selection), 'Cut');
  }

  function paste(event: ClipboardEvent): void {
    if (isElsewhere(event)) return;
    const { document, ...state } = builder.store.getState();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const pasted = pasteText(document, placeOf(state), text, newId);
    if (pasted === null || pasted.ids.length === 0) return;
    event.preventDefault();
    builder.apply(() => pasted.document, 'Paste');
    builder.select(pasted.ids);
  }

  document.addEventListener('copy', copy);
  document.addEventListener('cut', copy);
  document.addEventListener('paste', paste);
  return () => {
    document.removeEventListener('copy', copy);
    document.removeEventListener('cut', copy);
    document.removeEventListener('paste', paste);
  };
}

/** In a field or in a dialog the clipboard is that of the text. */
function isElsewhere(event: Event): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(TYPES_TEXT)) return true;
  return document.querySelector('[role="dialog"]') !== null || !(window.getSelection()?.isCollapsed ?? true);
}
