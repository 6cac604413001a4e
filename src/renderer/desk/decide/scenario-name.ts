import type { ScreenOf } from '../../../shared/index.ts';
import type { Text } from '../../text/index.ts';

type Named = Pick<ScreenOf<'operator/decide'>, 'scenario' | 'path'>;

/** Why, and by which path where it is not the usual one. */
export const scenarioName = ({ scenario, path }: Named, t: Text['t']): string => {
  const name = t(`scenario.${scenario}`);
  return path === 'privileged' ? t('decide.scenario-privileged', { scenario: name }) : name;
};
