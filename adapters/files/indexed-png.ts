import { promisify } from 'node:util';
import { crc32 as crcOf, deflate } from 'node:zlib';

/**
 * A PNG of up to 256 colours, which takes a third of one in full colour: a chart is a few flat colours and the edges of
 * its letters. Flat colours stay exactly what they are.
 */

const HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const COLOURS_MAX = 256;
/** Shades so close that nobody tells them apart are one: four bits of each part of a colour. */
const SHADES = 4096;

/** @param rgba four bytes for each pixel, without transparency */
export async function indexedPng(rgba: Uint8ClampedArray, width: number, height: number): Promise<Buffer> {
  const { palette, placeOf } = paletteOf(rgba);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    // Each line begins with the number of its filter: none.
    to += 1;
    for (let x = 0; x < width; x += 1, from += 4, to += 1) lines[to] = placeOf[shadeAt(rgba, from)] ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a pixel, by palette; the rest is as in any PNG
  header.set([8, 3, 0, 0, 0], 8);
  const packed = await promisify(deflate)(lines, { level: 9 });
  return Buffer.concat([HEAD, chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', packed), chunk('IEND')]);
}

/** The shades that are there most, each as the colour that is seen most often in it, and the nearest one for others. */
function paletteOf(rgba: Uint8ClampedArray): { palette: Buffer; placeOf: Uint8Array } {
  const counts = new Uint32Array(SHADES);
  const seen = new Map<number, Map<number, number>>();
  for (let at = 0, last = -1, run = 0; at <= rgba.length; at += 4) {
    const colour = at < rgba.length ? colourAt(rgba, at) : -1;
    if (colour === last) {
      run += 1;
      continue;
    }
    if (last >= 0) {
      const shade = shadeOf(last);
      counts[shade] = (counts[shade] ?? 0) + run;
      const colours = seen.get(shade) ?? new Map<number, number>();
      seen.set(shade, colours.set(last, (colours.get(last) ?? 0) + run));
    }
    last = colour;
    run = 1;
  }
  const shades = [...seen.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0));
  const kept = shades.slice(0, COLOURS_MAX).map((shade) => mostSeen(seen.get(shade)));
  const placeOf = new Uint8Array(SHADES);
  for (const [i, shade] of shades.entries()) {
    placeOf[shade] = i < COLOURS_MAX ? i : nearest(mostSeen(seen.get(shade)), kept);
  }
  return { palette: Buffer.from(kept.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])), placeOf };
}

function mostSeen(colours: ReadonlyMap<number, number> = new Map()): number {
  let best = 0;
  let most = -1;
  for (const [colour, count] of colours) {
    if (count > most) [best, most] = [colour, count];
  }
  return best;
}

function nearest(colour: number, kept: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, other] of kept.entries()) {
    const parts = [16, 8, 0].map((bits) => ((colour >> bits) & 255) - ((other >> bits) & 255));
    const distance = parts.reduce((sum, part) => sum + part * part, 0);
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}

function colourAt(rgba: Uint8ClampedArray, at: number): number {
  return ((rgba[at] ?? 0) << 16) | ((rgba[at + 1] ?? 0) << 8) | (rgba[at + 2] ?? 0);
}

function shadeAt(rgba: Uint8ClampedArray, at: number): number {
  return shadeOf(colourAt(rgba, at));
}

function shadeOf(colour: number): number {
  return ((colour >> 12) & 0xf00) | ((colour >> 8) & 0xf0) | ((colour >> 4) & 0xf);
}

function chunk(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crcOf(body) >>> 0);
  return Buffer.concat([length, body, sum]);
}
