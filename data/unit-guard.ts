import { AsyncLocalStorage } from 'node:async_hooks';

export interface Unit {
  ended: boolean;
  hasWritten: boolean;
}

/**
 * `strict`: knows of each statement from which unit of work it comes. `simple`: knows whether one runs, so that it
 * takes a statement of one that has ended for one of the next, and lets a unit wait for a unit of its own for ever.
 */
export type GuardKind = 'strict' | 'simple';

/** Remembers which unit of work runs. */
export interface UnitGuard {
  run<T>(unit: Unit, work: () => Promise<T>): Promise<T>;
  /** the unit that the caller belongs to, which may have ended */
  unit(): Unit | undefined;
  /** whether the caller is known to be inside a unit that runs */
  isInside(): boolean;
  end(): void;
}

/**
 * The stricter where it is cheap. Before Node 24 it makes every promise of the process dearer, which is a tenth of what
 * a command takes; what it would find are mistakes in the code, and all tests run with it.
 */
export function affordableGuard(): GuardKind {
  return Number.parseInt(process.versions.node, 10) >= 24 ? 'strict' : 'simple';
}

export function createUnitGuard(kind: GuardKind): UnitGuard {
  return kind === 'strict' ? strictGuard() : simpleGuard();
}

function strictGuard(): UnitGuard {
  const units = new AsyncLocalStorage<Unit>();
  return {
    run: (unit, work) => units.run(unit, work),
    unit: () => units.getStore(),
    isInside: () => units.getStore()?.ended === false,
    end: () => units.disable(),
  };
}

function simpleGuard(): UnitGuard {
  let last: Unit | undefined;
  return {
    run(unit, work) {
      last = unit;
      return work();
    },
    unit: () => last,
    isInside: () => false,
    end() {},
  };
}
