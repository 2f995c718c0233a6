import { TextInput } from '@mantine/core';

interface Owner {
  email: string;
  name: string;
}

interface OwnerFieldsProps {
  value: Owner;
  onChange: (value: Owner) => void;
  /** Sentences by the name of the field, which begins with `prefix`. */
  errors: Readonly<Record<string, string>>;
  prefix?: string;
}

/** Who is to be the owner. */
export function OwnerFields({ value, onChange, errors, prefix = '' }: OwnerFieldsProps) {
  return (
    <>
      <TextInput
        label="E-mail of the owner"
        type="email"
        autoComplete="off"
        required
        withAsterisk={false}
        value={value.email}
        onChange={(event) => onChange({ ...value, email: event.currentTarget.value })}
        error={errors[`${prefix}email`]}
      />
      <TextInput
        label="Name of the owner"
        description="Can be left out; they may change it"
        maxLength={100}
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
        error={errors[`${prefix}name`]}
      />
    </>
  );
}
