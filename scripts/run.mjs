// The one door to the project: `npm start`, `npm test` and their siblings all come through here.
// It must run before anything is installed, so this folder uses Node's own modules only, and the rest is imported
// after the version check so that an old Node reads a sentence and not a syntax error.

const MINIMUM = { major: 20, minor: 19 };

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < MINIMUM.major || (major === MINIMUM.major && minor < MINIMUM.minor)) {
  const needed = `${MINIMUM.major}.${MINIMUM.minor}`;
  console.error(`Project88 needs Node ${needed} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const { main } = await import('./lib/commands.mjs');
await main(process.argv.slice(2));
