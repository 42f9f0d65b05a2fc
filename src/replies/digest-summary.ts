import type { Reply } from '../chat/reply.ts';
import { buttons, heading, plain } from '../chat/reply.ts';
import type { DigestSummary } from '../domain/digest-summary.ts';
import { WAYS_SORTED } from '../domain/digest-summary.ts';
import type { Catalogue } from '../text/catalogue.ts';

/** How many people got this week's digest, and what became of it by the evening. */
export function digestSummaryReply(text: Catalogue, summary: DigestSummary): Reply {
  const said = text.digestSummary;
  const ways = WAYS_SORTED.filter((way) => summary.sorted[way] > 0);
  const sorted = ways.reduce((sum, way) => sum + summary.sorted[way], 0);
  const how = ways.map((way) => `${said.ways[way]} ${summary.sorted[way]}`).join(' · ');
  const field = (label: string, value: string | number) => ({ label, value: [plain(String(value))] });
  return {
    blocks: [
      heading(said.heading),
      {
        kind: 'fields',
        fields: [
          field(said.people, summary.people),
          field(said.tasks, summary.tasks),
          field(said.sorted, how === '' ? sorted : `${sorted} (${how})`),
          field(said.left, summary.left),
        ],
      },
      buttons({ label: text.button.digest, command: 'digest' }),
    ],
    place: 'private',
  };
}
