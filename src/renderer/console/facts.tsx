/** Ids, codes and numbers by their own names: what somebody looks for in the tenant is spelled as it is there. */
export const Facts = ({
  facts,
}: {
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}) =>
  facts.length === 0 ? null : (
    <dl className="console-facts">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
