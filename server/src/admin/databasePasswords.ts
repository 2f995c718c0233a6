import type { EmbeddedPostgres } from '../embedded/embeddedPostgres.ts';
import type { PasswordFile } from '../store/passwordFile.ts';
import { changePassword, freshPassword } from '../tenancy/changePassword.ts';
import { type DatabaseLogin, userOf } from '../tenancy/login.ts';
import { type DatabasePasswords, RotationRefused } from './rotation.ts';

/** Those of our own database server: the logins that are in use, and the superuser. */
export function embeddedPasswords(
  embedded: EmbeddedPostgres,
  logins: readonly DatabaseLogin[],
): DatabasePasswords {
  return {
    async rotate() {
      for (const login of logins) await exchange(embedded, login);
      await embedded.rotateAdminPassword();
      return [...logins.map(userOf), 'the superuser'];
    },
  };
}

async function exchange(embedded: EmbeddedPostgres, login: DatabaseLogin): Promise<void> {
  const user = userOf(login);
  await login.password?.change(freshPassword(), (next) => changePassword(embedded.adminUrl, user, next));
}

/** Those of a database that somebody else runs: ours are the ones that lie in a file. */
export function externalPasswords(files: readonly PasswordFile[]): DatabasePasswords {
  return {
    async rotate() {
      if (files.length === 0) {
        throw new RotationRefused(
          'The password of the database stands in P88_DATABASE_URL, where it cannot be replaced: put it into a file ' +
            'and name that in P88_DATABASE_PASSWORD_FILE.',
        );
      }
      for (const file of files) await file.rotate();
      return files.map(({ user }) => user);
    },
  };
}
