import { Button } from '@mantine/core';
import type { MemberView } from '@project88/core/contract/team.ts';
import type { ReactNode } from 'react';
import { plural } from '../../lib/format.ts';
import { roleName } from '../../lib/roles.ts';
import { TextLink } from '../../ui/links.tsx';
import { SettingRow } from '../../ui/SettingRow.tsx';
import classes from './MemberActions.module.css';
import type { MemberDialog } from './MemberDialogs.tsx';

interface MemberActionsProps {
  member: MemberView;
  isMe: boolean;
  mayChange: boolean;
  onDialog: (dialog: MemberDialog) => void;
}

/** What a person has, with the way to change it beside each. */
export function MemberActions({ member, isMe, mayChange, onDialog }: MemberActionsProps) {
  const open = (dialog: MemberDialog, words: string): ReactNode =>
    mayChange && (
      <Button variant="default" onClick={() => onDialog(dialog)}>
        {words}
      </Button>
    );
  return (
    <div className={classes.rows}>
      <SettingRow label="Role" value={roleName(member)} action={open('role', 'Change role')} />
      {isMe ? (
        <p className={classes.note}>
          Your password and second factors are in <TextLink to="/account">your account</TextLink>.
        </p>
      ) : (
        <>
          <SettingRow
            label="Password"
            value="Known to nobody else"
            action={open('reset', 'Make a reset link')}
          />
          <SettingRow
            label="Second factor"
            value={member.secondFactors === 0 ? 'None' : plural(member.secondFactors, 'factor')}
            action={member.secondFactors > 0 && open('factors', 'Remove')}
          />
          <SettingRow
            label="Sign-in"
            value={member.disabled ? 'Blocked' : 'Allowed'}
            action={open('block', member.disabled ? 'Unblock' : 'Block')}
          />
        </>
      )}
    </div>
  );
}
