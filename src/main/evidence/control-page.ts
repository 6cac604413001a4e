import type { Block, Document } from '../document/index.ts';
import { controlMap, type Control } from './control-map.ts';

const blocksOf = ({ id, source, about, evidence, notShown }: Control): readonly Block[] => [
  { kind: 'heading', level: 3, text: `${id}: ${about}` },
  { kind: 'text', text: source },
  {
    kind: 'table',
    caption: `Evidence for ${id}`,
    head: ['Shows', 'File', 'Field'],
    rows: evidence.map(({ shows, file, field, where }) => [
      shows,
      file,
      where === undefined ? field : `${field} of entries “${where}”`,
    ]),
  },
  { kind: 'text', text: `Not shown: ${notShown}` },
];

/** The control map as people read it. */
export const controlMapPage: Document = {
  title: 'Control map',
  subtitle:
    'What each file of this pack is evidence for, and what it is not. It supports a practice; it does not by itself make one met.',
  blocks: [
    { kind: 'heading', level: 2, text: 'How to check this pack' },
    {
      kind: 'text',
      text: 'Run the separate verifier with Node alone: node src/verifier/pack/main.ts PACK --key STATION.public.jwk. It names whatever is changed, missing or added, holds journals and audit log against each other, and says what it could not check.',
    },
    { kind: 'heading', level: 2, text: 'Controls' },
    ...controlMap.controls.flatMap(blocksOf),
  ],
};
