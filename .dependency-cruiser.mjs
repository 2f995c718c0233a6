// The laws of the house: who may import whom. Each has a name, and a sentence that says why.
// ARCHITECTURE.md tells the same as a story.

/** Core folders in the order of the flow. A folder imports only from itself and from earlier ones. */
const FLOW = [
  'time',
  'wire',
  'reads',
  'course',
  'roster',
  'crossings',
  'results',
  'providers',
  'standings',
  'displays',
  'ask',
  'contract',
];

const TEST = '\\.test\\.tsx?$';

/** One rule per folder: nothing in it reaches a folder that comes later in the flow. */
const flowRules = FLOW.slice(0, -1).map((folder, index) => ({
  name: `flow-goes-down-${folder}`,
  comment: `Data runs one way. core/${folder} does not know what is made of it later.`,
  severity: 'error',
  from: { path: `^core/src/${folder}/` },
  to: { path: `^core/src/(${FLOW.slice(index + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...flowRules,
    {
      name: 'flow-is-complete',
      comment: 'Every folder of core has its place in the flow, or the laws would not hold for it.',
      severity: 'error',
      from: { path: '^core/src/', pathNot: `^core/src/(ids|${FLOW.join('|')})/` },
      to: {},
    },
    {
      name: 'ids-import-nothing',
      comment: 'Identifiers are at the bottom: all may import them, they import nothing.',
      severity: 'error',
      from: { path: '^core/src/ids/', pathNot: TEST },
      to: {},
    },
    {
      name: 'core-has-no-node',
      comment: 'The core knows racing and nothing else: no sockets, no files, no clock. They are passed in.',
      severity: 'error',
      from: { path: '^core/src/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-has-no-packages',
      comment: 'The core runs in server, browser and tests alike; its one package is zod, for the schemas.',
      severity: 'error',
      from: { path: '^core/src/', pathNot: TEST },
      to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    },
    {
      name: 'core-knows-no-workspace',
      comment: 'Server and web stand on core, never the other way.',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^(server|web|bench|tools|scripts)/' },
    },
    {
      name: 'web-and-server-meet-in-core',
      comment: 'What both sides know is a contract, and contracts lie in core. Tests may share fixtures.',
      severity: 'error',
      from: { path: '^web/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '^(server|test|bench|tools|scripts)/' },
    },
    {
      name: 'server-knows-no-web',
      comment: 'The server delivers built pages; it does not import their sources.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^web/' },
    },
    {
      name: 'database-only-in-its-folders',
      comment: 'SQL has one home. Outside it, code takes a tenant scope and calls a function of the store.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['^server/src/(store|tenancy|embedded)/', TEST] },
      to: { path: 'node_modules/(pg|kysely)/' },
    },
    {
      name: 'sockets-only-at-the-edges',
      comment:
        'Timers connect in ingest/, screens in live/, browsers through http/. Nobody else opens a socket.',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: ['^server/src/(ingest|live)/', '^server/src/(embedded|config)', TEST],
      },
      to: { path: '^(net|tls|dgram|node:net|node:tls|node:dgram)$|node_modules/ws/' },
    },
    {
      name: 'requests-go-out-through-the-guard',
      comment:
        "What somebody typed must not lead into the network around us: other people's servers are asked by web/ alone.",
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: ['^server/src/(web|admin)/', TEST],
      },
      to: {
        path: '^(http|https|http2|node:http|node:https|node:http2)$|node_modules/undici/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-main-wires',
      comment: 'main.ts puts the parts together. Whoever imported it would start a second product.',
      severity: 'error',
      from: {},
      to: { path: '^server/src/(cli/)?main\\.ts$' },
    },
    {
      name: 'live-does-not-wait-for-the-database',
      comment:
        'Screens go on when PostgreSQL is down: in live/ only loading rooms and clearing up know the store.',
      severity: 'error',
      from: {
        path: '^server/src/live/',
        pathNot: ['^server/src/live/(roomSource|programSource|janitor)\\.ts$', TEST],
      },
      to: { path: '^server/src/(store|tenancy|embedded)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ingest-knows-no-screens',
      comment: 'A read goes down the flow. What arrives does not depend on who looks at it.',
      severity: 'error',
      from: { path: '^server/src/ingest/', pathNot: TEST },
      to: { path: '^server/src/(live|http)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'providers-are-islands',
      comment: "A provider's words stay in its own folder; providers do not know each other.",
      severity: 'error',
      from: { path: '^server/src/providers/([^/]+)/' },
      to: { path: '^server/src/providers/[^/]+/', pathNot: '^server/src/providers/$1/' },
    },
    {
      name: 'features-are-islands',
      comment:
        'A feature of the console is a folder, and features do not know each other. Pages compose them.',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/[^/]+/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'kit-knows-no-features',
      comment: 'The design system and the helpers are below the features.',
      severity: 'error',
      from: { path: '^web/src/(ui|lib)/' },
      to: { path: '^web/src/(features|entries)/' },
    },
    {
      name: 'display-knows-no-console',
      comment:
        'The live display is small and has nothing to leak: no framework, no console code, no schemas.',
      severity: 'error',
      from: { path: '^web/src/(display|entries/display)/', pathNot: TEST },
      to: {
        path: [
          'node_modules/(react|react-dom|@mantine|@tanstack|@tabler|zustand|zod)/',
          '^web/src/(features|ui|lib|entries/console|entries/builder)/',
        ],
      },
    },
    {
      name: 'display-takes-contracts-as-types',
      comment: 'Schemas are for the server. A screen that imported one as a value would ship its validator.',
      severity: 'error',
      from: { path: '^web/src/(display|entries/display)/', pathNot: TEST },
      to: {
        path: '^core/src/contract/',
        pathNot: '^core/src/contract/live\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or a third one is missing. Types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-test-code-in-the-product',
      comment:
        'The product does not know its tests and benchmarks. (The demo race is the simulator, see below.)',
      severity: 'error',
      from: { path: '^(core|server|web)/src/', pathNot: TEST },
      to: {
        path: [TEST, '^(test|bench|tools)/', 'node_modules/(vitest|fast-check|happy-dom|playwright-core)/'],
        pathNot: ['^test/simulator/(?!.*\\.test\\.ts$)'],
      },
    },
    {
      name: 'simulator-only-for-the-demo',
      comment:
        'The demo race comes over a real socket from the same simulator as in the tests; nothing else uses it.',
      severity: 'error',
      from: { path: '^(core|server|web)/src/', pathNot: ['^server/src/demo/', TEST] },
      to: { path: '^test/simulator/' },
    },
    {
      name: 'no-orphans',
      comment: 'A module that nobody imports and that imports nothing is dead.',
      severity: 'error',
      from: { orphan: true, path: '^(core|server|web)/src/', pathNot: [TEST, '\\.d\\.ts$', '\\.css$'] },
      to: {},
    },
    {
      name: 'bootstrap-needs-nothing-installed',
      comment:
        'It runs before npm ci, so it has only what Node brings. Bundlers start in a process of their own.',
      severity: 'error',
      from: { path: '^scripts/', pathNot: ['^scripts/lib/bundle\\.mjs$', TEST] },
      to: { path: 'node_modules/', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere, or to a package that no package.json names.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'packages-are-declared',
      comment: 'Each workspace names the packages that it uses, so that what ships is known.',
      severity: 'error',
      from: { path: '^(core|server|web)/src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^dist/', '^data/', '^\\.cache/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
