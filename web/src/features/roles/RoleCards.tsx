import { PERMISSIONS } from '@project88/core/contract/permissions.ts';
import type { RoleView } from '@project88/core/contract/team.ts';
import { plural } from '../../lib/format.ts';
import { cardClasses } from '../../ui/cards.ts';
import { permissionGroups } from '../../ui/permissionGroups.ts';
import classes from './RoleCards.module.css';
import { RoleMenu } from './RoleMenu.tsx';
import type { RoleRowsProps } from './RoleTable.tsx';

/** The same for phones: a card for each role, with what it may do inside. */
export function RoleCards({ roles, onEdit, onDelete }: RoleRowsProps) {
  return (
    <ul className={cardClasses.list}>
      {roles.map((role) => (
        <li key={role.id ?? role.role} className={cardClasses.card}>
          <div className={cardClasses.head}>
            <div>
              <p className={classes.name}>{role.name}</p>
              <p className={cardClasses.facts}>{plural(role.people, 'person', 'people')}</p>
            </div>
            {role.id !== null && onEdit !== null && (
              <RoleMenu role={role} onEdit={() => onEdit(role)} onDelete={() => onDelete(role)} />
            )}
          </div>
          {role.sentence !== '' && <p>{role.sentence}</p>}
          <Allowed role={role} />
        </li>
      ))}
    </ul>
  );
}

function Allowed({ role }: { role: RoleView }) {
  return (
    <details className={classes.details}>
      <summary>{plural(role.permissions.length, 'permission')}</summary>
      {permissionGroups(new Set(role.permissions)).map(({ name, permissions }) => (
        <div key={name} className={classes.group}>
          <p className={classes.groupName}>{name}</p>
          <ul>
            {permissions.map((permission) => (
              <li key={permission}>{PERMISSIONS[permission]}</li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}
