import type { MeReply } from '@project88/core/contract/auth.ts';
import type { Permission } from '@project88/core/contract/permissions.ts';
import { createContext, useContext, useMemo } from 'react';

const Context = createContext<MeReply | null>(null);

/** Gives the pages below whoever is signed in. */
export const MeProvider = Context;

/** Who is signed in, for which partner. Only below `MeProvider`. */
export function useMe(): MeReply {
  const me = useContext(Context);
  if (me === null) throw new Error('useMe needs MeProvider above it');
  return me;
}

/** Whether the person may do something here, for what is hidden from those who may not. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}

/** What the person may do here. For showing and hiding only: the server decides again. */
export function usePermissions(): ReadonlySet<Permission> {
  const { permissions } = useMe();
  return useMemo(() => new Set(permissions), [permissions]);
}
