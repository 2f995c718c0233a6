const LOOPBACK = /^(localhost|(::ffff:)?127(\.\d{1,3}){3}|::1)$/i;

/** Does this host name never leave the machine? A path is a unix socket. What is in doubt is not local. */
export function isLocal(host: string): boolean {
  return host.startsWith('/') || LOOPBACK.test(host.replace(/^\[(.+)\]$/, '$1'));
}

/** How this machine itself reaches a web server that listens on an address of it, or on all. */
export function urlFromHere(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
