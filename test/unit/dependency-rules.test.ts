import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ICruiseResult } from 'dependency-cruiser';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
const FOLDERS = ['src', 'adapters', 'jobs', 'data', 'test'];

/** A tree in which every rule holds, with a file or two in each place that the rules speak of. */
const TREE: Record<string, string> = {
  'src/main.ts': "import './friday.ts';\nimport '../data/store.ts';\nimport '../adapters/terminal/terminal.ts';\n",
  'src/friday.ts': "import '../jobs/scheduler.ts';\nimport './commands/done.ts';\n",
  'src/ports.ts': "import type { Task } from './domain/task.ts';\nexport type Tasks = Task[];\n",
  'src/domain/task.ts': "import { DateTime } from 'luxon';\nexport interface Task { at: DateTime }\n",
  'src/language/duration.ts': "import type { Task } from '../domain/task.ts';\nexport type Of = Task;\n",
  'src/commands/done.ts': "import type { Tasks } from '../ports.ts';\nexport type Done = Tasks;\n",
  'adapters/terminal/terminal.ts': "import type { Tasks } from '../../src/ports.ts';\nexport type Shown = Tasks;\n",
  'adapters/slack/slack.ts': "import '@slack/bolt';\n",
  'adapters/telegram/telegram.ts': "import 'telegraf';\n",
  'adapters/metrics/metrics.ts': "import 'prom-client';\n",
  'adapters/files/file-maker.ts': "import 'yazl';\nimport '@napi-rs/canvas';\n",
  'jobs/scheduler.ts': "import 'node-cron';\n",
  'jobs/outbox.ts': 'export {};\n',
  'data/store.ts': "import 'kysely';\nimport 'better-sqlite3';\n",
  'test/some.test.ts': "import 'vitest';\nimport '../src/main.ts';\n",
};

const PACKAGES = [
  'luxon',
  'kysely',
  'better-sqlite3',
  'node-cron',
  '@slack/bolt',
  'telegraf',
  'prom-client',
  'yazl',
  '@napi-rs/canvas',
];

/** What breaks each rule: a file, and a line at its end. */
const BREAKS: Record<string, [file: string, line: string]> = {
  'src-stands-alone': ['src/commands/done.ts', "import '../../adapters/terminal/terminal.ts';"],
  'siblings-are-strangers': ['adapters/telegram/telegram.ts', "import '../terminal/terminal.ts';"],
  'outer-folders-do-not-meet': ['jobs/outbox.ts', "import '../data/store.ts';"],
  'nothing-imports-the-root': ['jobs/outbox.ts', "import '../src/main.ts';"],
  'domain-is-pure': ['src/domain/task.ts', "import '../commands/done.ts';"],
  'language-knows-only-the-domain': ['src/language/duration.ts', "import '../commands/done.ts';"],
  'sql-only-in-data': ['jobs/outbox.ts', "import 'kysely';"],
  'cron-only-in-the-scheduler': ['jobs/outbox.ts', "import 'node-cron';"],
  'slack-only-in-its-adapter': ['src/commands/done.ts', "import '@slack/bolt';"],
  'telegraf-only-in-its-adapter': ['adapters/slack/slack.ts', "import 'telegraf';"],
  'metrics-only-in-their-adapter': ['src/commands/done.ts', "import 'prom-client';"],
  'pictures-and-spreadsheets-only-in-files': ['src/commands/done.ts', "import 'yazl';"],
  'no-circles': ['src/commands/done.ts', "import './undo.ts';"],
  'product-uses-no-development-package': ['src/commands/done.ts', "import 'vitest';"],
  resolvable: ['src/commands/done.ts', "import './gone.ts';"],
};

/** More ways around, one for a rule that names several. */
const MORE: [rule: string, file: string, line: string][] = [
  ['src-stands-alone', 'src/commands/done.ts', "import type { Db } from '../../data/store.ts';"],
  ['src-stands-alone', 'src/domain/task.ts', "export const late = () => import('../../jobs/outbox.ts');"],
  ['src-stands-alone', 'src/commands/done.ts', "import '../../test/some.test.ts';"],
  ['outer-folders-do-not-meet', 'adapters/terminal/terminal.ts', "import '../../jobs/outbox.ts';"],
  ['outer-folders-do-not-meet', 'data/store.ts', "import '../adapters/terminal/terminal.ts';"],
  ['nothing-imports-the-root', 'src/commands/done.ts', "import type {} from '../friday.ts';"],
  ['domain-is-pure', 'src/domain/task.ts', "import 'node:fs';"],
  ['domain-is-pure', 'src/domain/task.ts', "import 'kysely';"],
  ['sql-only-in-data', 'src/commands/done.ts', "import 'better-sqlite3';"],
  ['cron-only-in-the-scheduler', 'data/store.ts', "import 'node-cron';"],
  ['slack-only-in-its-adapter', 'adapters/telegram/telegram.ts', "import '@slack/bolt';"],
  ['telegraf-only-in-its-adapter', 'jobs/outbox.ts', "import 'telegraf';"],
  ['metrics-only-in-their-adapter', 'adapters/slack/slack.ts', "import 'prom-client';"],
  ['pictures-and-spreadsheets-only-in-files', 'adapters/slack/slack.ts', "import '@napi-rs/canvas';"],
  ['resolvable', 'data/store.ts', "import 'a-package-that-is-not-there';"],
];

describe('the dependency rules', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'friday-rules-')));
    for (const [file, text] of Object.entries(TREE)) write(file, text);
    write('src/commands/undo.ts', "import './done.ts';\n");
    for (const name of [...PACKAGES, 'vitest']) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
      write(`node_modules/${name}/index.js`, 'module.exports = {};\n');
    }
    const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']));
    write('package.json', JSON.stringify({ type: 'module', dependencies, devDependencies: { vitest: '1.0.0' } }));
    write('tsconfig.json', readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  it('hold in a tree that keeps them', async () => {
    expect(await broken(folder)).toEqual([]);
  });

  it('are each broken by one of these tests', () => {
    const names: string[] = config.forbidden.map((rule: { name: string }) => rule.name);
    expect(Object.keys(BREAKS).sort()).toEqual(names.sort());
  });

  it.each(Object.entries(BREAKS))('fire when they are broken: %s', async (rule, [file, line]) => {
    write(file, `${TREE[file]}${line}\n`);
    expect(await broken(folder)).toContain(rule);
  });

  it.each(MORE)('see ways around: %s, in %s, %s', async (rule, file, line) => {
    write(file, `${TREE[file]}${line}\n`);
    expect(await broken(folder)).toContain(rule);
  });

  it('say why they are there', () => {
    for (const rule of config.forbidden) expect(rule).toMatchObject({ severity: 'error', comment: /\w/ });
  });
});

it('the product keeps its dependency rules', async () => {
  expect(await broken(ROOT)).toEqual([]);
});

/** The names of the rules that are broken there. */
async function broken(baseDir: string): Promise<string[]> {
  const { doNotFollow, tsPreCompilationDeps, enhancedResolveOptions } = config.options;
  const { output } = await cruise(
    FOLDERS,
    {
      baseDir,
      validate: true,
      ruleSet: { forbidden: config.forbidden },
      doNotFollow,
      tsPreCompilationDeps,
      enhancedResolveOptions,
    },
    undefined,
    { tsConfig: extractTSConfig(join(baseDir, 'tsconfig.json')) },
  );
  const { summary } = output as ICruiseResult;
  // A parser that cannot read these files would find nothing, and nothing wrong.
  expect(summary.totalDependenciesCruised).toBeGreaterThan(10);
  return [...new Set(summary.violations.map(({ rule }) => rule.name))];
}
