import { useState } from 'react';
import { BigButton } from '../../components/big-button.tsx';
import { inOneLine } from '../../components/in-one-line.ts';
import { methodName } from '../../components/lists.tsx';
import { Panel } from '../../components/panel.tsx';
import { PersonLine } from '../../components/person.tsx';
import type { MethodFate, OldMethod, ScreenOf } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

type Fate = MethodFate | 'kept';
const fates: readonly Fate[] = ['stolen', 'lost', 'replaced', 'kept'];

/** What is known of a method besides its name: when it was set up, and used last where the tenant tells. */
const Known = ({ method }: { readonly method: OldMethod }) => {
  const { t, date } = useText();
  const parts = [
    method.model === method.name ? null : method.model,
    method.createdAt === null
      ? t('lost-method.created-unknown')
      : t('lost-method.created', { date: date(method.createdAt) }),
    method.lastUsedAt === null ? null : t('lost-method.used', { date: date(method.lastUsedAt) }),
  ];
  return <span className="soft">{inOneLine(parts)}</span>;
};

interface FateOfProps {
  readonly method: OldMethod;
  readonly fate: Fate;
  readonly onChange: (fate: Fate) => void;
}

const FateOf = ({ method, fate, onChange }: FateOfProps) => {
  const { t } = useText();
  return (
    <fieldset className="fate">
      <legend>
        <strong>{methodName(method, t, false)}</strong>
        <Known method={method} />
      </legend>
      <div className="fate-choices">
        {fates.map((one) => (
          <label key={one} className="fate-choice" data-chosen={one === fate}>
            <input
              type="radio"
              name={`fate-${method.id}`}
              checked={one === fate}
              data-method={method.id}
              data-fate={one}
              onChange={() => onChange(one)}
            />
            <span>{t(`fate.${one}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

/** What became of each of the person's methods: stolen ones go first, the others once the new one is proven. */
export const OperatorLostMethod = ({ screen }: { readonly screen: ScreenOf<'operator/lost-method'> }) => {
  const { t } = useText();
  const [chosen, setChosen] = useState<Readonly<Record<string, Fate>>>({});
  const methods = screen.methods.flatMap(({ id }) => {
    const fate = chosen[id] ?? 'kept';
    return fate === 'kept' ? [] : [{ id, fate }];
  });
  return (
    <Panel
      title={t('lost-method.title')}
      lead={t(screen.methods.length === 0 ? 'lost-method.none' : 'lost-method.lead')}
      actions={
        <BigButton
          intent="lost-method.choose"
          request={{ methods }}
          look="main"
          icon="arrow"
          disabled={screen.methods.length > 0 && methods.length === 0}
        >
          {t('lost-method.continue')}
        </BigButton>
      }
    >
      <PersonLine person={screen.person} />
      <div className="fates">
        {screen.methods.map((method) => (
          <FateOf
            key={method.id}
            method={method}
            fate={chosen[method.id] ?? 'kept'}
            onChange={(fate) => setChosen({ ...chosen, [method.id]: fate })}
          />
        ))}
      </div>
    </Panel>
  );
};
