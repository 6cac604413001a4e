import { Button } from '@fluentui/react-components';
import type { KeyboardEvent, PointerEvent } from 'react';
import { Icon } from '../../components/icon.tsx';
import { useDesk } from '../../desk-context.ts';
import { useText } from '../../text/index.ts';
import { usePassView } from './pass-field.tsx';

const isHoldKey = (event: KeyboardEvent): boolean => event.key === ' ' || event.key === 'Enter';

/** Shows the pass while it is pressed, by finger, mouse, or the space bar or Enter key. */
export const HoldButton = ({ quiet = false }: { readonly quiet?: boolean }) => {
  const { pass } = useDesk();
  const { t } = useText();
  const { present, showing } = usePassView();
  const press = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    // A finger that slides off while reading is still holding.
    event.currentTarget.setPointerCapture(event.pointerId);
    pass.show('held');
  };
  const release = (): void => {
    if (pass.view().showing === 'held') pass.hide();
  };
  return (
    <Button
      className="big-button hold-button"
      appearance={quiet ? 'outline' : 'primary'}
      disabled={!present}
      icon={<Icon name="eye" />}
      data-loud={!quiet}
      data-held={showing === 'held'}
      onPointerDown={press}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isHoldKey(event)) return;
        event.preventDefault();
        if (!event.repeat) pass.show('held');
      }}
      onKeyUp={release}
      onBlur={release}
    >
      {showing === 'held' ? t('pass.release') : t('pass.hold')}
    </Button>
  );
};

/** The ways for who cannot press and hold, or cannot see (WCAG 2.2, 2.1.1 and 2.5.1). */
export const OtherWaysToRead = () => {
  const { pass } = useDesk();
  const { t } = useText();
  const { present, showing } = usePassView();
  const toggle = (how: 'kept' | 'spoken'): void => {
    if (showing === how) pass.hide();
    else pass.show(how);
  };
  return (
    <div className="pair">
      <Button
        className="big-button"
        appearance="subtle"
        disabled={!present}
        icon={<Icon name="clock" />}
        aria-pressed={showing === 'kept'}
        onClick={() => toggle('kept')}
      >
        {showing === 'kept' ? t('pass.hide') : t('pass.keep')}
      </Button>
      <Button
        className="big-button"
        appearance="subtle"
        disabled={!present}
        icon={<Icon name="sound" />}
        aria-pressed={showing === 'spoken'}
        onClick={() => toggle('spoken')}
      >
        {t('pass.spell')}
      </Button>
    </div>
  );
};
