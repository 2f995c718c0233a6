/**
 * Put text on the clipboard. On plain http the browser offers no clipboard object, so a field is selected and copied
 * the old way. Resolves to false when both are refused; the caller then shows the text to copy by hand.
 */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard !== undefined) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused, for example in a frame without permission: the old way may still work.
    }
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  // Inside an open dialog, so that its focus trap lets the selection be.
  (focused?.closest('[role="dialog"]') ?? document.body).append(field);
  field.select();
  const copied = document.execCommand?.('copy') === true;
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
