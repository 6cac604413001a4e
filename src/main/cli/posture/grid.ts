import { checkSentences, type Gated } from '../../posture/index.ts';

const marks: Readonly<Record<Gated['state'], string>> = { fine: 'ok', 'not-fine': 'NO', unknown: '??' };

const gates: Readonly<Record<Gated['gate'], string>> = {
  closes: ', closes the desk',
  waived: ', switched off here',
  open: '',
};

const lines = (label: string, values: readonly string[]): readonly string[] =>
  values.map((value, index) => `       ${index === 0 ? label.padEnd(8) : ' '.repeat(8)} ${value}`);

const whyUnknown = ({ unknown }: Gated): readonly string[] => {
  if (unknown === null) return [];
  const { because, need } = unknown;
  if (need === null) return [`cannot be told here (${because})`];
  const role = need.role === null ? '' : ` and the role ${need.role}`;
  return [`could not be read (${because}); reading it takes ${need.permission}${role}`];
};

const explain = (result: Gated): readonly string[] => {
  if (result.state === 'fine') return [];
  const { mend, serves } = result;
  return [
    ...lines('found', [...whyUnknown(result), ...result.found]),
    ...lines('wanted', result.wanted),
    ...lines('mend', [mend.portal, ...(mend.graph === null ? [] : [`Graph: ${mend.graph}`])]),
    ...lines('serves', [`${serves.requirement} (${serves.controls.join(', ')})`]),
  ];
};

/** The checks one a line; what is not fine says what was found, what is wanted and how to mend it. */
export const grid = (results: readonly Gated[]): string => {
  const fine = results.filter(({ state }) => state === 'fine').length;
  const rows = results.flatMap((one) => [
    `  ${marks[one.state]}   ${checkSentences[one.id]}`,
    `       ${one.id}, ${one.severity}${gates[one.gate]}`,
    ...explain(one),
  ]);
  return [...rows, '', `${fine} of ${results.length} checks are fine`, ''].join('\n');
};
