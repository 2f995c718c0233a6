import { Input } from '@mantine/core';
import type { RoleView } from '@project88/core/contract/team.ts';
import { usePermissions } from '../../lib/me.tsx';
import { ChoiceCard } from '../../ui/ChoiceCard.tsx';
import classes from './RoleChoice.module.css';
import { mayGive, roleKey } from './reach.ts';

interface RoleChoiceProps {
  roles: readonly RoleView[];
  /** Key of the chosen role. */
  value: string;
  onChange: (key: string) => void;
  error?: string | undefined;
}

/** The roles with what each is for. Those that may do more than oneself cannot be given. */
export function RoleChoice({ roles, value, onChange, error }: RoleChoiceProps) {
  const held = usePermissions();
  return (
    <Input.Wrapper component="fieldset" className={classes.set} label="Role" labelElement="div" error={error}>
      <div className={classes.cards} role="radiogroup" aria-label="Role">
        {roles.map((role) => (
          <ChoiceCard
            key={roleKey(role)}
            group="role"
            value={roleKey(role)}
            checked={roleKey(role) === value}
            onChoose={() => onChange(roleKey(role))}
            name={role.name}
            text={mayGive(held, role) ? sentenceOf(role) : 'May do more than you, so you cannot give it'}
            disabled={!mayGive(held, role)}
          />
        ))}
      </div>
    </Input.Wrapper>
  );
}

function sentenceOf({ sentence, permissions }: RoleView): string {
  return sentence === '' ? `Your own role with ${permissions.length} permissions` : sentence;
}

/** The chosen role as the server wants it. */
export function chosenRole(roles: readonly RoleView[], key: string) {
  const found = roles.find((each) => roleKey(each) === key);
  return found === undefined ? null : { role: found.role, customRoleId: found.id };
}
