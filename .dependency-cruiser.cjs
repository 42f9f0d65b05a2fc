const inside = (...folders) => `^(${folders.join('|')})/`;

/** Everything points at src; src points at nothing outside. Only the composition roots see all. */
const roots = '^src/(main|demo|demo/agency|friday|slack-manifest|ledger|backup|restore)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'src-stands-alone',
      comment: 'The product knows no platform, no SQL and no cron: it must be readable and testable without them.',
      severity: 'error',
      from: { path: '^src/', pathNot: roots },
      to: { path: inside('adapters', 'jobs', 'data', 'test') },
    },
    {
      name: 'siblings-are-strangers',
      comment:
        'What two adapters share belongs in src, or the next platform cannot be added without reading the others.',
      severity: 'error',
      from: { path: '^adapters/([^/]+)/' },
      to: { path: '^adapters/', pathNot: '^adapters/$1/' },
    },
    {
      name: 'outer-folders-do-not-meet',
      comment: 'Adapters, jobs and data meet only in the composition root, through the ports.',
      severity: 'error',
      from: { path: '^(adapters|jobs|data)/' },
      to: { path: inside('adapters', 'jobs', 'data'), pathNot: '^$1/' },
    },
    {
      name: 'nothing-imports-the-root',
      comment: 'The composition root sees everything, so whoever imports it would see everything too.',
      severity: 'error',
      from: { path: '^(src|adapters|jobs|data)/', pathNot: roots },
      to: { path: roots },
    },
    {
      name: 'domain-is-pure',
      comment: 'The rules are over plain data: luxon and themselves only, so that they can be read without the rest.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', '^node_modules/luxon/', '^node_modules/@types/luxon/'] },
    },
    {
      name: 'language-knows-only-the-domain',
      comment: 'Reading what people typed needs no store and no conversation: text in, meaning out.',
      severity: 'error',
      from: { path: '^src/language/' },
      to: { path: '^src/', pathNot: '^src/(language|domain)/' },
    },
    {
      name: 'sql-only-in-data',
      comment: 'One folder with SQL: a second database is one folder of work.',
      severity: 'error',
      from: { path: '^(src|adapters|jobs)/' },
      to: { path: '^node_modules/(kysely|better-sqlite3|@types/better-sqlite3)/' },
    },
    {
      name: 'cron-only-in-the-scheduler',
      comment: 'Cron says when to look; the database says who is due. One file may know cron.',
      severity: 'error',
      from: { path: '^(src|adapters|jobs|data)/', pathNot: '^jobs/scheduler\\.ts$' },
      to: { path: '^node_modules/node-cron/' },
    },
    {
      name: 'slack-only-in-its-adapter',
      comment: 'Decide in the core, translate at the edge.',
      severity: 'error',
      from: { path: '^(src|jobs|data|adapters/(?!slack/))' },
      to: { path: '^node_modules/@slack/' },
    },
    {
      name: 'telegraf-only-in-its-adapter',
      comment: 'Telegraf is frozen upstream: what replaces it one day must be one folder.',
      severity: 'error',
      from: { path: '^(src|jobs|data|adapters/(?!telegram/))' },
      to: { path: '^node_modules/telegraf/' },
    },
    {
      name: 'metrics-only-in-their-adapter',
      comment: 'The product says what happened; in whose format it is counted is for one folder to know.',
      severity: 'error',
      from: { path: '^(src|jobs|data|adapters/(?!metrics/))' },
      to: { path: '^node_modules/prom-client/' },
    },
    {
      name: 'pictures-and-spreadsheets-only-in-files',
      comment: 'What a report is belongs to the product; how it is drawn or packed is for one folder to know.',
      severity: 'error',
      from: { path: '^(src|jobs|data|adapters/(?!files/))' },
      to: { path: '^node_modules/(@napi-rs/canvas|yazl|@types/yazl|@fontsource|dejavu-fonts-ttf)/' },
    },
    {
      name: 'no-circles',
      comment: 'Files that need each other are one file, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'product-uses-no-development-package',
      comment: 'What runs must be installed where it runs.',
      severity: 'error',
      from: { path: '^(src|adapters|jobs|data)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that cannot be found is not checked by any rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};
