#!/usr/bin/env node
// `p88` for those who link the checkout into their path: the same as `npm run -s p88 --`.
process.argv.splice(2, 0, 'p88');
await import('./run.mjs');
