import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Ignored by git, and the packages are found from it. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'friday-build');
const FOLDERS = ['src', 'adapters', 'jobs', 'data', 'test/support'];
const DAY_MS = 86_400_000;

let known: string | undefined;

/**
 * The product as it is now, in JavaScript, for tests that run it as a process of its own; made once for each state of
 * the sources. Types are left to `npm run check`.
 * @returns a folder that holds `src/main.js`
 */
export function builtProduct(): string {
  known ??= build();
  return known;
}

function build(): string {
  const sources = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(ROOT, folder, file), 'utf8') })),
  );
  const hash = createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 16);
  const built = join(CACHE, hash);
  if (isThere(built)) return built;
  forgetOldBuilds();
  // Tests run side by side: each builds on its own, and the first to be ready stands.
  const making = join(CACHE, `making-${hash}-${process.pid}`);
  for (const { file, text } of sources) {
    const target = join(making, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, javaScriptOf(text));
  }
  writeFileSync(join(making, 'package.json'), '{"type":"module"}\n');
  try {
    renameSync(making, built);
  } catch (error) {
    if (!isThere(built)) throw error;
    rmSync(making, { recursive: true });
  }
  return built;
}

function javaScriptOf(text: string): string {
  return ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  }).outputText;
}

function forgetOldBuilds(): void {
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE)) {
    const at = statSync(join(CACHE, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - at > DAY_MS) rmSync(join(CACHE, name), { recursive: true, force: true });
  }
}

function isThere(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false }) !== undefined;
}
