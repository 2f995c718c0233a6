import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from '../config.ts';
import { canSignIn, changePassword, freshPassword } from '../tenancy/changePassword.ts';
import { LivePassword } from '../tenancy/livePassword.ts';
import { type DatabaseLogin, userOf } from '../tenancy/login.ts';

/**
 * A file with the password of one login on somebody else's database. A new password lies beside it as `<file>.next`
 * until the database knows it, so that an interruption at any point loses neither of the two.
 */
export class PasswordFile {
  readonly login: DatabaseLogin;
  readonly #path: string;
  readonly #password: LivePassword;

  constructor(path: string, login: DatabaseLogin, password: LivePassword) {
    this.#path = path;
    this.login = login;
    this.#password = password;
  }

  /** The password in a file that only its owner may read. Throws `ConfigError`. */
  static async read(path: string): Promise<string> {
    try {
      const { mode } = await stat(path);
      if ((mode & 0o077) !== 0) throw new Error('others may read it; run chmod 600 on it');
      const password = (await readFile(path, 'utf8')).trim();
      if (password === '') throw new Error('it is empty');
      return password;
    } catch (error) {
      throw new ConfigError(`The password file ${path} cannot be used: ${(error as Error).message}`);
    }
  }

  get user(): string {
    return userOf(this.login);
  }

  get #next(): string {
    return `${this.#path}.next`;
  }

  /** Give the login a new password while connections go on being made. */
  async rotate(): Promise<void> {
    await this.settle();
    await this.#proveReplaceable();
    const next = freshPassword();
    await writeWhole(this.#next, next);
    const before = this.#oneWith(await this.#password.read());
    await this.#password.change(next, () => changePassword(before, null, next));
    await this.#keepNext();
  }

  /**
   * Find out which password the database knows after an exchange was interrupted, and keep that one. Only for whoever
   * holds the lock of the data folder: beside a running server it would take away the password that is being exchanged.
   */
  async settle(): Promise<void> {
    const next = await this.#readNext();
    if (next === null) return;
    if (!(await this.#isKnown(next))) return rm(this.#next);
    await this.#keepNext();
    await this.#take(next);
  }

  /** Take the password that the database knows, and leave the files alone: a running server may be exchanging it. */
  async look(): Promise<void> {
    const next = await this.#readNext();
    // The file is read after that of the next password: an exchange that ends in between has put the new one there.
    const isNext = next !== null && (await this.#isKnown(next));
    await this.#take(isNext ? next : await PasswordFile.read(this.#path));
  }

  #readNext(): Promise<string | null> {
    return readFile(this.#next, 'utf8').catch(() => null);
  }

  /** An empty file is one that was just being written; the driver does not even ask with it. */
  async #isKnown(password: string): Promise<boolean> {
    return password !== '' && canSignIn(this.#oneWith(password));
  }

  #take(password: string): Promise<void> {
    return this.#password.change(password, async () => undefined);
  }

  /** A file that is mounted or read-only must be found out before the database has another password than it. */
  async #proveReplaceable(): Promise<void> {
    await writeWhole(this.#next, await this.#password.read());
    await this.#keepNext().catch(async (error: Error) => {
      await rm(this.#next, { force: true });
      throw new ConfigError(`The password file ${this.#path} cannot be replaced: ${error.message}`);
    });
  }

  /** The login with a password that is certain, for a connection during the change. */
  #oneWith(password: string): DatabaseLogin {
    return { client: this.login.client, password: new LivePassword(password) };
  }

  async #keepNext(): Promise<void> {
    await rename(this.#next, this.#path);
    await syncFolder(dirname(this.#path));
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600).catch((error: Error) => {
    throw new ConfigError(`The new password cannot be kept: ${error.message}`);
  });
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** A renaming is durable once its folder is; not every system can sync a folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
