import { BigButton } from '../../components/big-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Title } from '../../components/panel.tsx';
import type { ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';
import { FormatForm } from './format.tsx';
import { LastBadge } from './last-badge.tsx';

interface Props {
  readonly screen: ScreenOf<'operator/readers'>;
}

const Attached = ({ screen }: Props) => {
  const { t } = useText();
  const { readers, service } = screen;
  return (
    <section aria-label={t('readers.attached')}>
      <h2>{t('readers.attached')}</h2>
      <p data-service={service}>{t(`reader-service.${service}`)}</p>
      {readers.length === 0 ? null : (
        <ul className="readers-attached">
          {readers.map(({ name, state }) => (
            <li key={name} data-state={state}>
              <Icon name={state === 'gone' ? 'warning' : 'check'} />
              <span>{t('readers.one', { name, state: t(`reader-state.${state}`) })}</span>
            </li>
          ))}
        </ul>
      )}
      {service === 'running' && readers.length === 0 ? <p>{t('readers.none')}</p> : null}
      <p className="soft">{t('readers.keyboard')}</p>
    </section>
  );
};

/** What is attached, what a badge says, whose it is, and the format in which keyboard readers are read. */
export const OperatorReaders = ({ screen }: Props) => {
  const { t } = useText();
  return (
    <div className="panel panel-readers">
      <div className="panel-body">
        <Title>{t('readers.title')}</Title>
        <p className="lead">{t('readers.lead')}</p>
        <div className="readers-columns">
          <div>
            <LastBadge screen={screen} />
            <div className="actions">
              <BigButton intent="readers.close" request={{}} look="main" icon="arrow">
                {t('readers.close')}
              </BigButton>
              {screen.formatState === 'tried' ? (
                <BigButton intent="readers.save" request={{}} icon="check">
                  {t('readers.save')}
                </BigButton>
              ) : null}
            </div>
          </div>
          <div>
            <Attached screen={screen} />
            <FormatForm screen={screen} />
          </div>
        </div>
      </div>
    </div>
  );
};
