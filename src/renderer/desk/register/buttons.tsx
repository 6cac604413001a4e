import { BigButton } from '../../components/big-button.tsx';
import { useText } from '../../text/index.ts';

/** The person says that they are done, and the desk looks at once. */
export const LookNow = ({ main }: { readonly main: boolean }) => {
  const { t } = useText();
  return (
    <BigButton intent="register.look-now" request={{}} look={main ? 'main' : 'plain'} icon="check">
      {t('register.finished')}
    </BigButton>
  );
};

/** Back to the choice of ways. */
export const AnotherWay = () => {
  const { t } = useText();
  return (
    <BigButton intent="register.another-way" request={{}} look="quiet">
      {t('register.another-way')}
    </BigButton>
  );
};
