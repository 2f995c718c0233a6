import type { AuditEntryView } from '@project88/core/contract/audit.ts';
import { AUDIT_ACTIONS, type AuditAction } from '@project88/core/contract/auditActions.ts';

/** Actions under the words that people look for them by; the first part of an action decides. */
const GROUPS: Readonly<Record<string, string>> = {
  login: 'Sign-in',
  account: 'Own account',
  password: 'Own account',
  factor: 'Own account',
  'recovery-codes': 'Own account',
  member: 'Team',
  invitation: 'Team',
  role: 'Roles',
  'api-key': 'API keys',
  'timing-key': 'Timing keys',
  partner: 'Partner',
  'platform-user': 'Platform',
  visit: 'Platform',
  secrets: 'Platform',
  display: 'Displays',
  roster: 'Displays',
  results: 'Displays',
  'on-air': 'Displays',
  stream: 'Displays',
  link: 'Displays',
  note: 'Displays',
  preset: 'Displays',
  screen: 'Displays',
  playlist: 'Displays',
  template: 'Templates',
  style: 'Templates',
  asset: 'Pictures',
  audit: 'Audit log',
};

export interface ActionGroup {
  group: string;
  items: { value: AuditAction; label: string }[];
}

/** All actions in groups, for a list to choose from. What has no group comes last. */
export function actionGroups(): ActionGroup[] {
  const groups = new Map<string, ActionGroup>();
  for (const [action, words] of Object.entries(AUDIT_ACTIONS)) {
    const name = GROUPS[action.split('.')[0] ?? ''] ?? 'Other';
    const group = groups.get(name) ?? { group: name, items: [] };
    group.items.push({ value: action as AuditAction, label: capital(words) });
    groups.set(name, group);
  }
  return [...groups.values()];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What an action is called; one that this page does not know yet keeps its code. */
export function actionWords(action: string): string {
  return (AUDIT_ACTIONS as Readonly<Record<string, string>>)[action] ?? action;
}

type Actor = AuditEntryView['actor'];

const ACTOR_KINDS: Readonly<Record<Actor['kind'], string>> = {
  user: '',
  visitor: 'Platform administrator',
  'api-key': 'API key',
  screen: 'Screen',
  system: 'Server',
  nobody: 'Not signed in',
};

/** Who did it, in words. */
export function actorName({ name, kind }: Actor): string {
  return name || ACTOR_KINDS[kind] || 'Somebody';
}

/** What kind of actor it was, where the name alone does not say so; empty for people. */
export function actorKind({ name, kind }: Actor): string {
  // The name of a visitor ends in “(platform)”.
  return name === '' || kind === 'visitor' ? '' : ACTOR_KINDS[kind];
}
