import { ConfigError } from '../config.ts';
import type { RotateAnswer } from './adminDoor.ts';
import { type Rotatable, type Rotation, RotationRefused } from './rotation.ts';

/** Exchange one kind of secret, for whoever asked: what this installation does not allow is a sentence. Throws the rest. */
export async function answerRotation(rotation: Rotation, what: Rotatable): Promise<RotateAnswer> {
  try {
    return { done: await rotation.rotate(what) };
  } catch (error) {
    if (error instanceof RotationRefused || error instanceof ConfigError) return { refused: error.message };
    throw error;
  }
}
