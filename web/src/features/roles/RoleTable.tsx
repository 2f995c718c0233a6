import { ALL_PERMISSIONS, PERMISSIONS, type Permission } from '@project88/core/contract/permissions.ts';
import type { RoleView } from '@project88/core/contract/team.ts';
import { IconCheck, IconMinus } from '@tabler/icons-react';
import { Fragment } from 'react';
import { plural } from '../../lib/format.ts';
import { permissionGroups } from '../../ui/permissionGroups.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { RoleMenu } from './RoleMenu.tsx';
import classes from './RoleTable.module.css';

export interface RoleRowsProps {
  roles: readonly RoleView[];
  /** Null when the person may not change roles. */
  onEdit: ((role: RoleView) => void) | null;
  onDelete: (role: RoleView) => void;
}

/** Every permission that some role has, in the order of the table of permissions. */
function permissionsShown(roles: readonly RoleView[]): ReadonlySet<Permission> {
  const used = new Set(roles.flatMap(({ permissions }) => permissions));
  return new Set(ALL_PERMISSIONS.filter((each) => used.has(each)));
}

/** Which role may do what: permissions down, roles across. */
export function RoleTable({ roles, onEdit, onDelete }: RoleRowsProps) {
  const groups = permissionGroups(permissionsShown(roles));
  return (
    <ScrollRegion className={classes.scroll} label="Permissions of the roles">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              May
            </th>
            {roles.map((role) => (
              <th key={role.id ?? role.role} scope="col">
                <RoleHead role={role} onEdit={onEdit} onDelete={onDelete} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ name, permissions }) => (
            <Fragment key={name}>
              <tr className={classes.group}>
                <th scope="rowgroup">{name}</th>
                {roles.map((role) => (
                  <td key={role.id ?? role.role} />
                ))}
              </tr>
              {permissions.map((permission) => (
                <tr key={permission}>
                  <th scope="row">{PERMISSIONS[permission]}</th>
                  {roles.map((role) => (
                    <td key={role.id ?? role.role}>
                      <Has yes={role.permissions.includes(permission)} />
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function RoleHead({ role, onEdit, onDelete }: { role: RoleView } & Omit<RoleRowsProps, 'roles'>) {
  return (
    <div className={classes.head}>
      <span>
        <span className={classes.name}>{role.name}</span>
        <span className={classes.people}>{plural(role.people, 'person', 'people')}</span>
      </span>
      {role.id !== null && onEdit !== null && (
        <RoleMenu role={role} onEdit={() => onEdit(role)} onDelete={() => onDelete(role)} />
      )}
    </div>
  );
}

function Has({ yes }: { yes: boolean }) {
  return yes ? (
    <IconCheck className={classes.yes} size={18} stroke={2.4} role="img" aria-label="yes" />
  ) : (
    <IconMinus className={classes.no} size={14} role="img" aria-label="no" />
  );
}
