import { describe, expect, it } from 'vitest';
import { installStamp, npmCall, npmEnvironment } from './install.mjs';

const node = { version: 'v20.20.2', platform: 'linux', arch: 'x64' };

describe('installStamp', () => {
  it('stays the same within a Node major', () => {
    expect(installStamp('lock', { ...node, version: 'v20.19.0' })).toBe(installStamp('lock', node));
  });

  it.each([
    ['lock file', 'other', node],
    ['Node major', 'lock', { ...node, version: 'v22.1.0' }],
    ['platform', 'lock', { ...node, platform: 'darwin' }],
    ['processor', 'lock', { ...node, arch: 'arm64' }],
  ])('changes with the %s', (_what, lock, other) => {
    expect(installStamp(lock, other)).not.toBe(installStamp('lock', node));
  });
});

describe('npmCall', () => {
  it('uses the npm that called us', () => {
    const { program, args } = npmCall({ npm_execpath: '/opt/npm/bin/npm-cli.js' }, 'linux');
    expect([program, ...args.slice(0, 2)]).toEqual([process.execPath, '/opt/npm/bin/npm-cli.js', 'ci']);
  });

  it('uses npm on PATH when another package manager or nobody called us', () => {
    expect(npmCall({ npm_execpath: '/opt/pnpm.cjs' }, 'linux').program).toBe('npm');
    expect(npmCall({}, 'linux').program).toBe('npm');
  });

  it('asks for the tools that build the product', () => {
    expect(npmCall({}, 'linux').args).toContain('--include=dev');
  });
});

describe('npmEnvironment', () => {
  it('drops what would leave packages out and keeps the rest', () => {
    const env = {
      NODE_ENV: 'production',
      npm_config_omit: 'dev',
      NPM_CONFIG_PRODUCTION: 'true',
      PATH: '/bin',
    };
    expect(npmEnvironment(env)).toEqual({ PATH: '/bin' });
  });
});
