import type { IncomingMessage } from 'node:http';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Permission } from '@project88/core/contract/permissions.ts';
import type { SocketCaller } from '../live/types.ts';
import { checkAccess } from './access.ts';
import { recogniseUpgrade } from './authentication.ts';
import type { HttpParts } from './types.ts';

/**
 * Who opens a live socket that needs this permission. Throws `NOT_SIGNED_IN`, `FORBIDDEN` and the like. Asked again, a
 * person is known by the login and not by what was sent: an access token is over long before the login is.
 */
export async function admitSocket(
  request: IncomingMessage,
  permission: Permission,
  parts: Pick<HttpParts, 'recognition' | 'tokens' | 'apiKeys' | 'publicUrl' | 'addressOf'>,
): Promise<SocketCaller> {
  const { principal, login } = await recogniseUpgrade(request, parts);
  checkAccess(permission, principal);
  return {
    principal,
    async again() {
      const now =
        login === null ? await recogniseUpgrade(request, parts) : await parts.recognition.again(login);
      if (now === null) throw new ProblemError('NOT_SIGNED_IN');
      checkAccess(permission, now.principal);
      return now.principal;
    },
  };
}
