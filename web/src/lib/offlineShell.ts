const SCRIPT = '/console-worker.js';
/** The pages come first, then their copy. Milliseconds. */
const BEGIN_AFTER_MS = 3_000;
/** How often a newer version is looked for: a console on race day is never navigated. */
const POLL_MS = 30 * 60_000;

/**
 * Keep the pages of console and builder for a start without a network, where the browser can: with https, or on the
 * server's own machine. A newer version waits until `take` is called, which loads the page again; nothing that somebody
 * is doing is ever ended by itself.
 */
export function keepShell(window: Window, onNewer: (take: () => void) => void): void {
  const { serviceWorker } = window.navigator;
  if (serviceWorker === undefined) return;
  window.setTimeout(() => {
    serviceWorker.register(SCRIPT, { scope: '/', updateViaCache: 'none' }).then(
      // Where workers are not allowed there is no registration.
      (registration?: ServiceWorkerRegistration) => registration && watch(window, registration, onNewer),
      () => undefined,
    );
  }, BEGIN_AFTER_MS);
}

function watch(
  window: Window,
  registration: ServiceWorkerRegistration,
  onNewer: (take: () => void) => void,
): void {
  let told: ServiceWorker | null = null;
  const tell = (): void => {
    const { waiting, active } = registration;
    if (waiting === null || active === null || waiting === told) return;
    told = waiting;
    onNewer(() => takeOver(window, waiting));
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', tell);
  });
  window.setInterval(() => void registration.update().catch(() => undefined), POLL_MS);
  tell();
}

function takeOver(window: Window, waiting: ServiceWorker): void {
  waiting.addEventListener('statechange', () => {
    if (waiting.state === 'activated') window.location.reload();
  });
  waiting.postMessage({ type: 'SKIP_WAITING' });
}
