import { ADMIN_STATES } from './support/adminStates.ts';
import { LIGHT_DESK, walkStates } from './support/walkStates.ts';

/** The pages of team, roles, keys, audit log, settings and platform in every state, in both themes and three sizes. */
walkStates('administration', ADMIN_STATES, LIGHT_DESK);
