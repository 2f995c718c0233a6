import { Checkbox, Input } from '@mantine/core';
import { PARTNER_PERMISSIONS, PERMISSIONS, type Permission } from '@project88/core/contract/permissions.ts';
import type { ReactNode } from 'react';
import classes from './PermissionPicker.module.css';
import { permissionGroups } from './permissionGroups.ts';

interface PermissionPickerProps {
  label: string;
  description: string;
  value: readonly Permission[];
  onChange: (value: Permission[]) => void;
  /** What the person has: nobody can give away more. */
  held: ReadonlySet<Permission>;
  error?: string | undefined;
}

const SHOWN: ReadonlySet<Permission> = new Set(PARTNER_PERMISSIONS);

/** Choose permissions, each with the sentence that says what it allows. */
export function PermissionPicker({
  label,
  description,
  value,
  onChange,
  held,
  error,
}: PermissionPickerProps) {
  const chosen = new Set(value);
  const set = (permission: Permission, on: boolean) =>
    onChange(on ? [...value, permission] : value.filter((each) => each !== permission));
  return (
    <Input.Wrapper
      component="fieldset"
      className={classes.set}
      label={label}
      labelElement="div"
      description={description}
      error={error}
    >
      <div className={classes.groups}>
        {permissionGroups(SHOWN).map(({ name, permissions }) => (
          <Group key={name} name={name}>
            {permissions.map((permission) => (
              <Checkbox
                key={permission}
                label={PERMISSIONS[permission]}
                description={held.has(permission) ? undefined : 'You may not do this yourself'}
                checked={chosen.has(permission)}
                // What is there already may be taken away, but not given.
                disabled={!held.has(permission) && !chosen.has(permission)}
                onChange={(event) => set(permission, event.currentTarget.checked)}
              />
            ))}
          </Group>
        ))}
      </div>
    </Input.Wrapper>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset className={`${classes.set} ${classes.group}`}>
      <legend className={classes.name}>{name}</legend>
      {children}
    </fieldset>
  );
}
