import { BUILDER_STATES } from './support/builderStates.ts';
import { LIGHT_DESK, walkStates } from './support/walkStates.ts';

/** The builder in every state that it has, in both themes and three sizes. */
walkStates('the builder', BUILDER_STATES, LIGHT_DESK);
