import {
  changePlatformUserBody,
  platformUser,
  platformUserPage,
  platformUserQuery,
} from '@project88/core/contract/partners.ts';
import type { TenantId, UserId } from '@project88/core/ids/ids.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { idParams, rowId } from '../ids.ts';
import { viewPlatformUser } from '../platformViews.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Platform';
const PERSON = 'person';

/** The people of all partners. */
export function platformUserRoutes(app: App, { platform }: HttpParts): void {
  const listWords = {
    tag,
    summary: 'People of all partners, by address; `search` looks at name and address',
  };
  app.get(
    '/api/platform/users',
    { schema: { ...described(listWords, { 200: platformUserPage }), querystring: platformUserQuery } },
    async (request) => {
      const { search, ...page } = request.query;
      const found = await platform.users.list(search, page);
      return { ...found, items: found.items.map(viewPlatformUser) };
    },
  );

  const changeWords = { tag, summary: 'Block or unblock a person; a block ends all their logins' };
  const replies = described(changeWords, { 200: platformUser }, 404, 409);
  app.patch(
    '/api/platform/users/:id',
    { schema: { ...replies, params: idParams, body: changePlatformUserBody } },
    async (request) => {
      const { partnerId, disabled } = request.body;
      const changed = await platform.users.setDisabled(principalOf(request), {
        partnerId: rowId<TenantId>(partnerId, PERSON),
        userId: rowId<UserId>(request.params.id, PERSON),
        disabled,
      });
      return viewPlatformUser(changed);
    },
  );
}
