import { afterEach, describe, expect, it, vi } from 'vitest';
import { copyText } from './copyText.ts';

/** The browser's clipboard, or its absence on plain http. */
function withClipboard(clipboard: { writeText: (text: string) => Promise<void> } | undefined): void {
  Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
}

/** The old command; notes what was selected when it ran. */
function withOldCopy(result: boolean): string[] {
  const copied: string[] = [];
  document.execCommand = () => {
    copied.push(document.querySelector('textarea')?.value ?? '');
    return result;
  };
  return copied;
}

afterEach(() => {
  Reflect.deleteProperty(navigator, 'clipboard');
  Reflect.deleteProperty(document, 'execCommand');
});

describe('copyText', () => {
  it('uses the clipboard where there is one', async () => {
    const writeText = vi.fn(async () => {});
    withClipboard({ writeText });
    expect(await copyText('K7M2XPQA')).toBe(true);
    expect(writeText).toHaveBeenCalledWith('K7M2XPQA');
  });

  it('falls back to a selection on plain http, and when the clipboard refuses', async () => {
    for (const clipboard of [undefined, { writeText: () => Promise.reject(new Error('denied')) }]) {
      withClipboard(clipboard);
      const copied = withOldCopy(true);
      expect(await copyText('K7M2XPQA')).toBe(true);
      expect(copied).toEqual(['K7M2XPQA']);
      expect(document.querySelector('textarea')).toBeNull();
    }
  });

  it('says when nothing worked', async () => {
    withClipboard(undefined);
    withOldCopy(false);
    expect(await copyText('x')).toBe(false);
  });

  it('gives the focus back', async () => {
    withClipboard(undefined);
    withOldCopy(true);
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    await copyText('x');
    expect(document.activeElement).toBe(button);
  });
});
