import { Field, Input } from '@fluentui/react-components';
import type { Ref } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly text: string;
  readonly setText: (text: string) => void;
  /** As many characters as the contract takes. */
  readonly most: number;
  readonly focused?: (() => void) | undefined;
  readonly input?: Ref<HTMLInputElement>;
}

/** A field for words that are no secret. The browser keeps nothing of them to offer again. */
export const TextField = ({ label, hint, text, setText, most, focused, input }: TextFieldProps) => (
  <Field label={label} {...(hint === undefined ? {} : { hint })}>
    <Input
      {...(input === undefined ? {} : { input: { ref: input } })}
      value={text}
      maxLength={most}
      autoComplete="off"
      onFocus={focused}
      onChange={(_, { value }) => setText(value)}
    />
  </Field>
);
