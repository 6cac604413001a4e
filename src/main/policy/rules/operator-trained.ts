import { trainingOf } from '../proofing.ts';
import { allows, refuses, type Rule } from '../rule.ts';

/** Where the site keeps a list of trainings, the operator's stands on it and is in date. */
export const operatorTrained: Rule = {
  id: 'operator-trained',
  source: 'CMMC AT.L2-3.2.2',
  check: ({ config, operator, facts }) => {
    const training = trainingOf(config.proofing, operator, facts.readAt);
    switch (training.is) {
      case 'not-asked':
        return [allows('training.not-asked')];
      case 'not-listed':
        return [refuses('training.not-listed')];
      case 'over':
        return [refuses('training.over', { until: training.until })];
      case 'ends-soon':
        return [allows('training.ends-soon', { until: training.until })];
      case 'valid':
        return [allows('training.valid', { until: training.until })];
    }
  },
};
