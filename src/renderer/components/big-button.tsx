import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Channel, RequestOf } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import { Icon, type IconName } from './icon.tsx';

type Look = 'main' | 'plain' | 'quiet' | 'stop';

const appearances = { main: 'primary', plain: 'outline', quiet: 'subtle', stop: 'outline' } as const;

interface PressButtonProps {
  readonly look?: Look;
  readonly icon?: IconName;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
  /** The intent it sends, for whoever plays the screens in a test. */
  readonly name?: string;
}

/** A control for a gloved finger: at least 56 px each way. */
export const PressButton = ({
  look = 'plain',
  icon,
  disabled,
  onPress,
  children,
  name,
}: PressButtonProps) => (
  <Button
    className={`big-button big-button-${look}`}
    appearance={appearances[look]}
    icon={icon === undefined ? null : <Icon name={icon} />}
    disabled={disabled ?? false}
    onClick={onPress}
    data-intent={name}
  >
    {children}
  </Button>
);

interface BigButtonProps<C extends Channel> {
  readonly intent: C;
  readonly request: RequestOf<C>;
  readonly look?: Look;
  readonly icon?: IconName;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** Sends one intent when pressed. */
export const BigButton = <C extends Channel>({ intent, request, ...more }: BigButtonProps<C>) => {
  const { send } = useDesk();
  return <PressButton {...more} name={intent} onPress={() => send(intent, request)} />;
};
