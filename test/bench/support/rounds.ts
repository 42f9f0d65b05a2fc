import type { Program } from './programs.ts';

/** The product, or what it is held against. */
export interface Side {
  program: Program;
  /**
   * Makes ready for a round, which is not measured.
   * @param perSecond what it did in the round before
   * @returns plays it, and says how many were answered
   */
  prepare(ms: number, perSecond: number): () => Promise<number>;
}

interface Round {
  perSecond: number;
  cpuMs: number;
  benchCpu: number;
}

const ROUNDS = 5;
/** The product has far more code than the floor, which is compiled as it is used. */
const WARM_UP_ROUNDS = 3;
const ROUND_MS = 3000;
const FIRST_GUESS = 5000;

/** @returns a row for each round: how the product compares with the floor, in what is done and in CPU for each */
export async function playRounds(
  friday: Side,
  floor: Side,
  words: { ours: string; floors: string },
): Promise<Record<string, number>[]> {
  const speeds = new Map<Side, number>();
  const play = async (side: Side) => {
    const round = await playRound(side, speeds.get(side) ?? FIRST_GUESS);
    speeds.set(side, round.perSecond);
    return round;
  };
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) for (const side of [floor, friday]) await play(side);

  const rows: Record<string, number>[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const took = new Map<Side, Round>();
    // Turn and turn about, so that both have the same weather.
    for (const side of round % 2 === 0 ? [floor, friday] : [friday, floor]) took.set(side, await play(side));
    const [ours, least] = [took.get(friday), took.get(floor)];
    if (!ours || !least) continue;
    rows.push({
      round,
      ratio: ours.perSecond / least.perSecond,
      'CPU ratio': ours.cpuMs / least.cpuMs,
      [`${words.ours}/s`]: Math.round(ours.perSecond),
      [`${words.floors}/s`]: Math.round(least.perSecond),
      'ms CPU each': ours.cpuMs,
      'ms CPU of the floor': least.cpuMs,
      'bench busy': Math.max(ours.benchCpu, least.benchCpu),
    });
  }
  return rows;
}

async function playRound({ program, prepare }: Side, lastPerSecond: number): Promise<Round> {
  const play = prepare(ROUND_MS, lastPerSecond);
  const before = await program.used();
  const benchBefore = process.cpuUsage();
  const startedAt = performance.now();
  const count = await play();
  const tookMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(benchBefore);
  const after = await program.used();
  return {
    perSecond: (count * 1000) / tookMs,
    cpuMs: (after.cpuMs - before.cpuMs) / count,
    benchCpu: (user + system) / 1000 / tookMs,
  };
}
