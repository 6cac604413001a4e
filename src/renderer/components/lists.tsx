import type { CleanupItem, LeftBehind, MethodLabel } from '../../shared/index.ts';
import { useText, type Text } from '../text/index.ts';
import { Icon, type IconName } from './icon.tsx';
import { inOneLine } from './in-one-line.ts';

/** A durable method as people name it: "Security key YubiKey 5C". */
export const methodName = (method: MethodLabel, t: Text['t'], plain: boolean): string => {
  const kind = t(plain ? `method-plain.${method.kind}` : `method.${method.kind}`);
  return method.name === null ? kind : t('method.named', { kind, name: method.name });
};

interface MarkedListProps {
  readonly items: readonly { readonly id: string; readonly text: string; readonly icon?: IconName }[];
  /** For every item that names none of its own. */
  readonly icon: IconName;
  readonly tone: 'proven' | 'stop' | 'plain';
}

export const MarkedList = ({ items, icon, tone }: MarkedListProps) => (
  <ul className="marked-list" data-tone={tone}>
    {items.map(({ id, text, icon: own }) => (
      <li key={id}>
        <Icon name={own ?? icon} />
        <span>{text}</span>
      </li>
    ))}
  </ul>
);

/** What was put back (`done`), or could not be (`open`). */
export const CleanupList = ({
  items,
  state,
}: {
  readonly items: readonly CleanupItem[];
  readonly state: 'done' | 'open';
}) => {
  const { t } = useText();
  const rows = items.map((item) => ({
    id: item,
    text: t(state === 'done' ? `cleanup.${item}` : `cleanup-open.${item}`),
  }));
  return state === 'done' ? (
    <MarkedList items={rows} icon="check" tone="proven" />
  ) : (
    <MarkedList items={rows} icon="warning" tone="stop" />
  );
};

const LeftWhose = ({ left }: { readonly left: LeftBehind }) => {
  const { t, dateTime } = useText();
  return inOneLine([
    left.person,
    t('left.record', { number: left.recordNumber }),
    left.id === null ? null : t('left.id', { id: left.id }),
    left.endsBySelfAt === null ? null : t('left.ends', { at: dateTime(left.endsBySelfAt) }),
  ]);
};

/** What is still there of whom, and what to do about it by hand. */
export const LeftList = ({ left }: { readonly left: readonly LeftBehind[] }) => {
  const { t } = useText();
  return (
    <ul className="marked-list" data-tone="stop" data-left={left.length}>
      {left.map((one) => (
        <li key={`${one.recordNumber} ${one.item} ${one.id ?? ''}`}>
          <Icon name="warning" />
          <span>
            {t(`cleanup-open.${one.item}`)}
            <br />
            <LeftWhose left={one} />
          </span>
        </li>
      ))}
    </ul>
  );
};

/** A user name may break before the @, and otherwise where it must. */
const Breakable = ({ text }: { readonly text: string }) => {
  const at = text.indexOf('@');
  return at < 0 ? (
    text
  ) : (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
};

/** Facts in two columns: what, and how it stands. */
export const Facts = ({ rows }: { readonly rows: readonly (readonly [string, string])[] }) => (
  <dl className="facts">
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          <Breakable text={value} />
        </dd>
      </div>
    ))}
  </dl>
);
