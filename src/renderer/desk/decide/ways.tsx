import type { OfferedWay } from '../../../shared/index.ts';
import { Icon } from '../../components/icon.tsx';
import { useText } from '../../text/index.ts';

const Way = ({ way, closed }: OfferedWay) => {
  const { t } = useText();
  return (
    <li data-way={way} data-open={closed === null}>
      <Icon name={closed === null ? 'check' : 'stop'} />
      <span>
        <span className="for-screen-readers">
          {t(closed === null ? 'decide-ways.open' : 'decide-ways.closed')}:{' '}
        </span>
        {t(`way-name.${way}`)}
        {closed === null ? null : (
          <span className="soft" data-closed={closed.code}>
            {t(`way-closed.${closed.code}`, closed.params)}
          </span>
        )}
      </span>
    </li>
  );
};

/** How the person could register here, and why another way is closed. */
export const Ways = ({ ways }: { readonly ways: readonly OfferedWay[] }) => {
  const { t } = useText();
  return (
    <section className="offered-ways">
      <h2>{t('decide-ways.title')}</h2>
      <ul>
        {ways.map((one) => (
          <Way key={one.way} {...one} />
        ))}
      </ul>
    </section>
  );
};
