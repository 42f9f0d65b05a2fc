import type { Part, SlackBlock } from './parts.ts';

export interface Room {
  blocks: number;
  weight: number;
  weigh: (block: SlackBlock) => number;
}

/** Parts in order on as few pages as hold them. A part is torn only where it is too much for a page of its own. */
export function pack(parts: readonly Part[], room: Room): SlackBlock[][] {
  const pages: SlackBlock[][] = [];
  let page: SlackBlock[] = [];
  let used = 0;
  const weightOf = (blocks: readonly SlackBlock[]) => blocks.reduce((sum, block) => sum + room.weigh(block), 0);
  const fits = (count: number, weight: number) => page.length + count <= room.blocks && used + weight <= room.weight;
  const add = (blocks: readonly SlackBlock[], weight: number) => {
    page.push(...blocks);
    used += weight;
  };
  const turn = () => {
    if (page.length > 0) pages.push(page);
    page = [];
    used = 0;
  };
  const place = (group: readonly Part[]) => {
    const blocks = group.flatMap((part) => part.blocks);
    const weight = weightOf(blocks);
    if (!fits(blocks.length, weight)) turn();
    if (fits(blocks.length, weight)) add(blocks, weight);
    else if (group.length > 1) for (const part of group) place([part]);
    else {
      for (const block of blocks) {
        const own = room.weigh(block);
        if (!fits(1, own)) turn();
        add([block], own);
      }
    }
  };
  for (const group of groupsOf(parts)) place(group);
  turn();
  return pages;
}

/** Each part with those that lead to it. */
function groupsOf(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  let leadsOn = false;
  for (const part of parts) {
    if (leadsOn) groups.at(-1)?.push(part);
    else groups.push([part]);
    leadsOn = part.leads;
  }
  return groups;
}
