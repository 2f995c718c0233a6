import { ACCOUNT_STATES } from './support/accountStates.ts';
import { DARK_DESK, walkStates } from './support/walkStates.ts';

/** Signing in, invitations, resets, the own account and the frame in every state, in both themes and three sizes. */
walkStates('accounts', ACCOUNT_STATES, DARK_DESK);
