/**
 * Keep the machine's screen on while the page is seen: the browser lets the lock go whenever the page is hidden. Without a
 * secure context there is no such lock, and the player's own settings decide.
 */
export function stayAwake(window: Window): void {
  const { document, navigator } = window;
  const ask = async (): Promise<void> => {
    if (document.hidden || !('wakeLock' in navigator)) return;
    try {
      await navigator.wakeLock.request('screen');
    } catch {
      // A low battery refuses it; it is asked for again when the page is seen the next time.
    }
  };
  document.addEventListener('visibilitychange', () => void ask());
  void ask();
}

/** Fill the screen on a double click or F, and leave it the same way. */
export function offerFullscreen(window: Window): void {
  const { document } = window;
  const toggle = (): void => {
    const done = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen?.({ navigationUI: 'hide' });
    done?.catch(() => undefined);
  };
  document.addEventListener('dblclick', toggle);
  document.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
    if (key.toLowerCase() === 'f' && !ctrlKey && !metaKey && !altKey) toggle();
  });
}
